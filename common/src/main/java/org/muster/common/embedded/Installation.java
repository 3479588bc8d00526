package org.muster.common.embedded;

import ch.vorburger.exec.ManagedProcessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.common.files.DurableFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of a server's system tables, which a kill may break off. A mark beside the data says that it has begun and not
 * ended; a server is started only after that, so data with the mark were never anybody's and are made again.
 */
final class Installation {
    private static final Logger log = LoggerFactory.getLogger(Installation.class);

    private Installation() {}

    /** Makes the tables. */
    interface Work {
        void run() throws ManagedProcessException;
    }

    /** Removes what an installation left that was broken off, and ends its processes if they are still at it. */
    static void clear(Path home) throws IOException {
        if (!Files.exists(mark(home))) {
            return;
        }
        log.info("the database in {} was not installed to the end; it is done again", home);
        String data = home.resolve("data").toString();
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> FormerServer.commandLine(process).contains(data))
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        Trees.delete(home.resolve("data"));
    }

    /** Runs it under the mark. */
    static void run(Path home, Work work) throws ManagedProcessException, IOException {
        Files.writeString(mark(home), "");
        DurableFiles.syncDirectory(home);
        work.run();
        Files.delete(mark(home));
        DurableFiles.syncDirectory(home);
    }

    private static Path mark(Path home) {
        return home.resolve("installing");
    }
}
