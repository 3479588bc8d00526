package org.muster.scheduler.refusal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.common.config.ClientsConfig;
import org.muster.scheduler.request.HostFacts;

/**
 * Which clients, systems and processors get work, as the operator has set it. Pure; immutable.
 */
public final class ClientRule {

    private final ClientsConfig config;
    private final List<Pattern> systems;
    private final List<Pattern> processors;

    /** The rule of a configuration. */
    public ClientRule(ClientsConfig config) {
        this.config = config;
        this.systems = config.banOs().stream().map(Pattern::compile).toList();
        this.processors = config.banCpu().stream().map(Pattern::compile).toList();
    }

    /**
     * Why a client gets no work; empty when it may get some.
     *
     * @param version the client's release, 0 when it did not say
     */
    public Optional<RequestRefusal> refuse(int version, HostFacts host) {
        if (version < config.minCoreClientVersion()) {
            return Optional.of(RequestRefusal.of(RefusalCode.CLIENT_TOO_OLD, release(config.minCoreClientVersion())));
        }
        HostFacts.Name name = host.name();
        if (found(systems, name.osName(), name.osVersion())) {
            return Optional.of(
                    RequestRefusal.of(RefusalCode.SYSTEM_BANNED, (name.osName() + " " + name.osVersion()).strip()));
        }
        HostFacts.Processor processor = host.processor();
        if (found(processors, processor.vendor(), processor.model())) {
            return Optional.of(RequestRefusal.of(
                    RefusalCode.PROCESSOR_BANNED, (processor.vendor() + " " + processor.model()).strip()));
        }
        return Optional.empty();
    }

    /** What volunteers are told of a limit that is going to be raised; empty when it does not concern this client. */
    public Optional<String> warning(int version, long now) {
        boolean concerned = config.minCoreClientVersionAnnounced() > version
                && version >= config.minCoreClientVersion()
                && config.minCoreClientUpgradeDeadline() > now;
        if (!concerned) {
            return Optional.empty();
        }
        long days = Math.ceilDiv(config.minCoreClientUpgradeDeadline() - now, 86_400);
        return Optional.of("In " + days + " days this project will need BOINC client version "
                + release(config.minCoreClientVersionAnnounced()) + " or newer. Please upgrade before.");
    }

    private static boolean found(List<Pattern> patterns, String first, String second) {
        String text = first + "\t" + second;
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static String release(int version) {
        return version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    }
}
