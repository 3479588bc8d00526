package org.muster.common.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.muster.common.files.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of a server's system tables, which a kill may break off. A mark beside the data says that it has begun and not
 * ended; a server is started only after that, so data with the mark were never anybody's and are made again.
 */
final class Installation {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);
    private static final int LINES_TOLD = 8;

    private Installation() {}

    /** Removes what an installation left that was broken off, and ends its processes if they are still at it. */
    static void clear(Path home) throws IOException {
        if (!Files.exists(mark(home))) {
            return;
        }
        log.info("the database in {} was not installed to the end; it is done again", home);
        String data = data(home).toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> FormerServer.commandLine(process).contains(data))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        Trees.delete(data(home));
    }

    /**
     * Makes the tables when there are none yet.
     *
     * @param base where MariaDB's programs are
     * @throws IOException when that fails; the message has the last lines of what the program said
     */
    static void run(Path home, Path base) throws IOException {
        Files.createDirectories(data(home));
        String[] existing = data(home).toFile().list();
        if (existing == null || existing.length > 0) {
            return;
        }
        Files.writeString(mark(home), "");
        DurableFiles.syncDirectory(home);
        install(home, base);
        Files.delete(mark(home));
        DurableFiles.syncDirectory(home);
    }

    /**
     * A MariaDB that begins removes temporary tables of all others from its temporary directory, so each has one of its own
     * here as well.
     */
    private static void install(Path home, Path base) throws IOException {
        Path said = home.resolve("installation.log");
        ProcessBuilder program = new ProcessBuilder(
                        base.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--datadir=" + data(home),
                        "--basedir=" + base,
                        "--force",
                        "--skip-name-resolve")
                .directory(base.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        program.environment().put("TMPDIR", temporary(home).toString());
        program.environment().put("LD_LIBRARY_PATH", base.resolve("libs").toString());
        Process process = program.start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the system tables were not made: " + lastLines(said));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the system tables were made", e);
        }
    }

    private static String lastLines(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    static Path data(Path home) {
        return home.resolve("data");
    }

    static Path temporary(Path home) {
        return home.resolve("temporary");
    }

    private static Path mark(Path home) {
        return home.resolve("installing");
    }
}
