package org.muster.control.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.muster.control.HeapOptions;
import org.muster.control.JavaOptions;

/** Daemons in a process of their own, so that what they use can be told from what the load uses. */
final class ChildDaemons implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Start start;

    /**
     * How a process is started.
     *
     * @param configuration of the project
     * @param log where its output goes, appended
     * @param heapMegabytes most memory for its objects
     * @param daemons by name
     * @param recording where the flight recorder writes what the process did, when it ends; empty for no recording
     */
    record Start(Path configuration, Path log, int heapMegabytes, List<String> daemons, Optional<Path> recording) {
        Start(Path configuration, Path log, int heapMegabytes, List<String> daemons) {
            this(configuration, log, heapMegabytes, daemons, Optional.empty());
        }
    }

    private ChildDaemons(Process process, Start start) {
        this.process = process;
        this.start = start;
    }

    /**
     * Starts {@code muster run} with this process's own classes.
     *
     * @param heapMegabytes most memory for its objects
     */
    static ChildDaemons start(BenchProject project, Path log, int heapMegabytes, List<String> daemons)
            throws IOException {
        return start(new Start(project.configFile(), log, heapMegabytes, daemons));
    }

    /** Starts a process with this process's own classes. Options for Java in {@code MUSTER_JAVA_OPTIONS} are for it too. */
    static ChildDaemons start(Start start) throws IOException {
        List<String> command = new ArrayList<>(List.of(java("java")));
        List<String> options = new ArrayList<>(HeapOptions.of(start.heapMegabytes));
        options.addAll(List.of(
                ParentWatch.option(), "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(JavaOptions.ofEnvironment().behind(options));
        start.recording.ifPresent(file -> command.addAll(FlameGraph.recordingOptions(file)));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BenchDaemons.class.getName(),
                start.configuration.toString()));
        command.addAll(start.daemons);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(start.log.toFile()))
                .start();
        return new ChildDaemons(process, start);
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    /** What it is called in figures. */
    String name() {
        return start.daemons.size() == 1 ? start.daemons.getFirst() : "daemons";
    }

    /** Seconds of processor time used so far, over all its threads. */
    double processorSeconds() {
        return meter(0).processorSeconds();
    }

    /**
     * What it uses.
     *
     * @param predecessors processor seconds that its predecessors used
     */
    ProcessMeter meter(double predecessors) {
        return new ProcessMeter(process.pid(), predecessors);
    }

    /** The daemons in it, by name. */
    List<String> daemons() {
        return start.daemons;
    }

    /** Tells {@link WorkSource} in the process to make work. */
    void order(String line) throws IOException {
        OutputStream orders = process.getOutputStream();
        orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
    }

    /**
     * Megabytes of objects that are in use, after a collection that this forces; it holds the process up for as long.
     *
     * @return not a number when the process cannot be asked
     */
    double liveHeapMegabytes() throws IOException, InterruptedException {
        command("GC.run");
        return HeapInfo.usedMegabytes(command("GC.heap_info"));
    }

    private String command(String name) throws IOException, InterruptedException {
        Process command = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), name)
                .redirectErrorStream(true)
                .start();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        command.waitFor();
        return said;
    }

    /** Fails with what the daemons said last, when they have ended. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            String said = Files.readString(start.log);
            throw new IOException("the daemons ended: " + said.substring(Math.max(0, said.length() - 2000)));
        }
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts such a process again. */
    ChildDaemons again() throws IOException {
        return start(start);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
