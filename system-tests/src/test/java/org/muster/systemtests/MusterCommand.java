package org.muster.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code bin/muster} as an operator starts it: a process of its own, its output in a file. */
final class MusterCommand implements AutoCloseable {
    private final Process process;
    private final Path output;

    private MusterCommand(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; the output goes to a file of the given name in {@code target}, appended. */
    static MusterCommand start(String outputName, String... arguments) throws IOException {
        return start(outputName, Map.of(), arguments);
    }

    /** The same with further environment variables. */
    static MusterCommand start(String outputName, Map<String, String> environment, String... arguments)
            throws IOException {
        Path output = Path.of("target", outputName).toAbsolutePath();
        Files.createDirectories(output.getParent());
        List<String> command = new ArrayList<>();
        command.add(home().resolve("bin/muster").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("MUSTER_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MUSTER_BUILD", "never");
        builder.environment().putAll(environment);
        return new MusterCommand(builder.start(), output);
    }

    /** Runs it to its end; returns its exit status. */
    static int run(String outputName, Duration patience, String... arguments) throws IOException, InterruptedException {
        try (MusterCommand command = start(outputName, arguments)) {
            return command.exit(patience);
        }
    }

    static Path home() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Waits for the end; returns the exit status. */
    int exit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("bin/muster did not end within " + patience + "; see " + output);
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As a failing machine ends it: this process and all its children at once. */
    void killEverything() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.addFirst(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** As an operator's mistake ends it: this process alone, its children orphaned. */
    void killAlone() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** As Ctrl-C and SIGTERM end it. */
    int terminate(Duration patience) throws InterruptedException {
        process.destroy();
        return exit(patience);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            killEverything();
        }
    }
}
