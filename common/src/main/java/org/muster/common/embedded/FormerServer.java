package org.muster.common.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that an earlier, killed process left behind in the same directory. */
final class FormerServer {
    private static final Logger log = LoggerFactory.getLogger(FormerServer.class);
    private static final int PATIENCE_SECONDS = 60;

    private FormerServer() {}

    static Path processIdFile(Path home) {
        return home.resolve("server.pid");
    }

    /** Ends it in order if it is still there, by force when it does not go. */
    static void end(Path home) throws IOException {
        Optional<ProcessHandle> former = running(home);
        if (former.isEmpty()) {
            return;
        }
        ProcessHandle process = former.get();
        log.info("taking over from database server {} in {}", process.pid(), home);
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a former database server stopped", e);
        }
    }

    /** The server of this directory that runs now. */
    static Optional<ProcessHandle> running(Path home) throws IOException {
        Path file = processIdFile(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (!text.matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text)).filter(process -> isServerOf(process, home));
    }

    /** The number may long belong to another process, so its command line must name this directory. */
    private static boolean isServerOf(ProcessHandle process, Path home) {
        return commandLine(process).contains(processIdFile(home).toString());
    }

    /** Empty where it cannot be read. */
    static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException noSuchPlace) {
            return process.info().commandLine().orElse("");
        }
    }
}
