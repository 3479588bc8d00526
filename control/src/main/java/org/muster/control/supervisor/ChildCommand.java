package org.muster.control.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.muster.common.daemon.Shard;
import org.muster.control.HeapOptions;
import org.muster.control.JavaOptions;

/** The command line by which this Muster starts another process of itself. */
final class ChildCommand {
    private static final long MEGABYTE = 1 << 20;
    /** The rest of the resident memory is classes, compiled code, threads and buffers. */
    private static final double HEAP_SHARE = 0.6;

    private static final long SUPERVISOR_MEGABYTES = 128;

    private ChildCommand() {}

    /** A process that runs daemons, with its log in a file. */
    static List<String> ofDaemons(ChildSpec child, Path config, Path log) {
        List<String> options =
                new ArrayList<>(HeapOptions.of(Math.max(32, (long) (child.memoryBytes() * HEAP_SHARE / MEGABYTE))));
        options.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                // Its last words are to be read among the reasons; standard output is for signs of life.
                "-XX:+DisplayVMOutputToStderr",
                "-Dlogback.configurationFile=logback-file.xml",
                "-Dmuster.log.file=" + log));
        List<String> command = java(options);
        if (!child.name().equals(Roster.DATABASE)) {
            command.add("run");
        }
        command.addAll(child.daemons());
        if (!child.shard().equals(Shard.ALL)) {
            command.addAll(List.of("--shard", child.shard().toString()));
        }
        command.addAll(List.of("--config", config.toString(), "--supervised"));
        return command;
    }

    /** A supervisor in the background, with its log in a file. */
    static List<String> ofSupervisor(Path config, List<String> names, Path log) {
        List<String> options = new ArrayList<>(HeapOptions.of(SUPERVISOR_MEGABYTES));
        options.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback-file.xml", "-Dmuster.log.file=" + log));
        List<String> command = java(options);
        command.add("start");
        command.addAll(names);
        command.addAll(List.of("--foreground", "--config", config.toString()));
        return command;
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JavaOptions.ofEnvironment().behind(options));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        for (String property : List.of("muster.home", "muster.application.directory")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.muster.control.Muster"));
        return command;
    }
}
