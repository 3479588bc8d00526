package org.muster.control.supervisor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.common.config.DaemonConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.Shard;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.DaemonCatalog;
import org.muster.control.UserErrorException;

/** Which processes run on this machine: {@code supervisor.daemons}, or each daemon in one of its own. */
public final class Roster {
    private static final long MEGABYTE = 1 << 20;

    /** The project's own database server: not a daemon, but run like one; it stops after all others. */
    public static final String DATABASE = "database";

    private static final long DATABASE_MEMORY = 256 * MEGABYTE;

    private Roster() {}

    /**
     * The processes of this machine, in the order in which they are started.
     *
     * @throws UserErrorException when there is none, or a daemon that is named does not exist
     */
    public static List<ChildSpec> of(MusterConfig config) {
        List<DaemonConfig> all = config.supervisor().daemons().isEmpty()
                ? usual(config)
                : config.supervisor().daemons();
        List<ChildSpec> here = new ArrayList<>();
        if (config.supervisor().databaseDirectory() != null) {
            here.add(new ChildSpec(DATABASE, DATABASE, List.of(DATABASE), Shard.ALL, DATABASE_MEMORY));
        }
        for (DaemonConfig daemon : all) {
            DaemonCatalog.named(daemon.run());
            if (daemon.host().isEmpty() || ThisMachine.isCalled(daemon.host())) {
                here.addAll(copies(daemon));
            }
        }
        if (here.isEmpty()) {
            throw new UserErrorException("none of supervisor.daemons is for this machine, which is called "
                    + ThisMachine.name() + "; they are for "
                    + all.stream().map(DaemonConfig::host).distinct().collect(Collectors.joining(", "))
                    + " (MUSTER_HOST gives a machine another name)");
        }
        return List.copyOf(here);
    }

    /**
     * Those that an operator means; all when nobody is named.
     *
     * @throws UserErrorException when a name means none
     */
    public static List<ChildSpec> named(List<ChildSpec> roster, List<String> names) {
        for (String name : names) {
            if (!name.equals("all") && roster.stream().noneMatch(child -> child.isMeantBy(name))) {
                throw new UserErrorException("there is no daemon '" + name + "' on this machine; there are "
                        + roster.stream().map(ChildSpec::name).collect(Collectors.joining(", ")));
            }
        }
        return names.isEmpty() || names.contains("all")
                ? roster
                : roster.stream()
                        .filter(child -> names.stream().anyMatch(child::isMeantBy))
                        .toList();
    }

    /** Processes with the project's own database server, which none of them can do without. */
    public static List<ChildSpec> withDatabase(List<ChildSpec> roster, List<ChildSpec> wanted) {
        return roster.stream()
                .filter(child -> wanted.contains(child) || child.name().equals(DATABASE))
                .toList();
    }

    private static List<ChildSpec> copies(DaemonConfig daemon) {
        List<ChildSpec> copies = new ArrayList<>();
        for (int copy = 0; copy < daemon.copies(); copy++) {
            copies.add(new ChildSpec(
                    daemon.copies() == 1 ? daemon.name() : daemon.name() + "-" + (copy + 1),
                    daemon.name(),
                    daemon.run(),
                    daemon.sharded() ? new Shard(daemon.copies(), copy) : Shard.ALL,
                    daemon.memoryMegabytes() * MEGABYTE));
        }
        return copies;
    }

    /** One process for each daemon; those that share a port share a process. */
    private static List<DaemonConfig> usual(MusterConfig config) {
        Map<Integer, List<String>> byPort = new LinkedHashMap<>();
        List<DaemonConfig> usual = new ArrayList<>();
        for (String name : DaemonCatalog.names()) {
            int port = port(name, config.http());
            if (port > 0) {
                byPort.computeIfAbsent(port, key -> new ArrayList<>()).add(name);
            } else if (!needsScience(name) || config.scienceDatabase() != null) {
                usual.add(DaemonConfig.of(name, List.of(name)));
            }
        }
        byPort.values()
                .forEach(names -> usual.add(DaemonConfig.of(names.size() == 1 ? names.getFirst() : "http", names)));
        return usual;
    }

    /** Without a science database only the splitter has nothing to do. */
    private static boolean needsScience(String daemon) {
        return daemon.equals(org.muster.splitter.Main.NAME);
    }

    private static int port(String daemon, HttpConfig http) {
        return switch (daemon) {
            case "web" -> http.webPort();
            case "scheduler" -> http.schedulerPort();
            case "file-upload-handler" -> http.uploadPort();
            default -> 0;
        };
    }
}
