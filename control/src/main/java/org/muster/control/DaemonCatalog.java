package org.muster.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.daemon.DaemonFactory;

/** All daemons by the names they have on the command line, in the order in which they are started. */
public final class DaemonCatalog {
    private static final Map<String, DaemonFactory> DAEMONS = new LinkedHashMap<>();

    static {
        DAEMONS.put("file-deleter", org.muster.filedeleter.Main::create);
        DAEMONS.put("antique-sweeper", org.muster.filedeleter.sweep.AntiqueSweeper::create);
        DAEMONS.put("db-purge", org.muster.dbpurge.Main::create);
        DAEMONS.put("assimilator", org.muster.assimilator.Main::create);
        DAEMONS.put("validator", org.muster.validator.Main::create);
        DAEMONS.put("transitioner", org.muster.transitioner.Main::create);
        DAEMONS.put("splitter", org.muster.splitter.Main::create);
        DAEMONS.put("file-upload-handler", org.muster.upload.Main::create);
        DAEMONS.put("scheduler", org.muster.scheduler.Main::create);
        DAEMONS.put("statistics-export", org.muster.web.statistics.StatisticsDaemon::create);
        DAEMONS.put("web", org.muster.web.Main::create);
    }

    private DaemonCatalog() {}

    /** Every name. */
    public static Collection<String> names() {
        return DAEMONS.keySet();
    }

    /** Every daemon. */
    public static List<DaemonFactory> all() {
        return List.copyOf(DAEMONS.values());
    }

    /**
     * The daemons of some names; {@code all} stands for every one.
     *
     * @throws IllegalArgumentException when there is none of a name
     */
    public static List<DaemonFactory> named(List<String> names) {
        List<DaemonFactory> chosen = new ArrayList<>();
        for (String name : names) {
            if (name.equals("all")) {
                chosen.addAll(all());
            } else if (DAEMONS.containsKey(name)) {
                chosen.add(DAEMONS.get(name));
            } else {
                throw new IllegalArgumentException(
                        "there is no daemon '" + name + "'; there are " + String.join(", ", names()) + ", and all");
            }
        }
        return chosen;
    }
}
