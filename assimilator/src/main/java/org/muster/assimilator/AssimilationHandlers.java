package org.muster.assimilator;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.muster.common.config.ConfigException;
import org.muster.common.daemon.DaemonContext;

/**
 * Which handler takes the workunits of which application.
 *
 * @param byApplication handlers by the application's name
 * @param otherwise the handler of all other applications
 */
record AssimilationHandlers(Map<String, AssimilationHandler> byApplication, AssimilationHandler otherwise) {

    private static final String RESULTS = "results";

    AssimilationHandlers {
        byApplication = Map.copyOf(byApplication);
    }

    /**
     * As the configuration says in {@code backend.assimilators}: {@code spikes}, {@code copy} (the default) or
     * {@code discard}.
     *
     * @throws ConfigException if it names another
     */
    static AssimilationHandlers configured(DaemonContext context) {
        Path results = context.config().project().directory().resolve(RESULTS);
        AssimilationHandler copy = new CopyHandler(results);
        Map<String, AssimilationHandler> known = Map.of(
                "spikes", new SpikesHandler(context.science(), context.clock()),
                "copy", copy,
                "discard", new DiscardHandler());
        Map<String, AssimilationHandler> chosen = new HashMap<>();
        context.config().backend().assimilators().forEach((application, name) -> {
            AssimilationHandler handler = known.get(name);
            if (handler == null) {
                throw new ConfigException("backend.assimilators gives the application " + application + " the handler '"
                        + name + "'; known are copy, discard and spikes");
            }
            chosen.put(application, handler);
        });
        return new AssimilationHandlers(chosen, copy);
    }

    /** The handler of an application. */
    AssimilationHandler of(String application) {
        return byApplication.getOrDefault(application, otherwise);
    }
}
