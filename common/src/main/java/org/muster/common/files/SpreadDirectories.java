package org.muster.common.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the file system to spread the directories of a file area over its disk, as it does with those of the root. Of its own
 * ext4 puts them all into a few groups of inodes, because they have one parent; where thousands of files a minute come and
 * go, each creation then looks past all that were just deleted there. Source: attribute {@code T} in chattr(1).
 */
public final class SpreadDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadDirectories.class);
    private static final int PATIENCE_SECONDS = 5;

    private SpreadDirectories() {}

    /**
     * Makes a directory whose directories are spread, if it is not there yet. One that is there stays as it is.
     *
     * @throws IOException when it cannot be made
     */
    public static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            below(directory);
        }
    }

    /**
     * Asks for one directory, before there are others in it. A file system or an operating system that knows nothing of it
     * goes on as before: this makes creations faster, nothing depends on it.
     *
     * @return whether the file system agreed
     */
    static boolean below(Path directory) {
        try {
            Process chattr = new ProcessBuilder("chattr", "+T", directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (chattr.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return chattr.exitValue() == 0;
            }
            chattr.destroyForcibly();
        } catch (IOException noSuchCommand) {
            LOG.debug("{} is not spread: {}", directory, noSuchCommand.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
