package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Daemons in a process of their own, so that what they use can be told from what the load uses. */
final class ChildDaemons implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private ChildDaemons(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code muster run} with this process's own classes.
     *
     * @param heapMegabytes most memory for its objects
     */
    static ChildDaemons start(BenchProject project, Path log, int heapMegabytes, List<String> daemons)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.muster.control.Muster",
                "run"));
        command.addAll(daemons);
        command.addAll(List.of("--config", project.configFile().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ChildDaemons(process, log);
    }

    /** Seconds of processor time used so far, over all its threads. */
    double processorSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(used -> used.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    /** Fails with what the daemons said last, when they have ended. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            String said = Files.readString(log);
            throw new IOException("the daemons ended: " + said.substring(Math.max(0, said.length() - 2000)));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
