package org.muster.common.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces everything that was written to one file system to its disk, by {@code syncfs(2)}: for many files at once that costs
 * far less than forcing one after the other. For one thread.
 *
 * <p>It is there where that call means what it says: Linux 5.8 and later, which report what could not be written, and file
 * systems of a disk of this machine. Others may answer before the data are with their server.
 */
final class FileSystemSync implements CommonSync.Held {
    private static final Logger log = LoggerFactory.getLogger(FileSystemSync.class);
    private static final Set<String> TYPES = Set.of("ext4", "xfs");
    private static final int MAJOR = 5;
    private static final int MINOR = 8;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern UNWRITTEN = Pattern.compile("(?m)^(?:Dirty|Writeback): *(\\d{1,15}) kB$");
    private static final int KILOBYTE = 1024;
    private static final Optional<SystemCalls> SYSTEM =
            reportsErrors(System.getProperty("os.version")) ? SystemCalls.ofThisSystem() : Optional.empty();

    private final SystemCalls system;
    private final int descriptor;

    private FileSystemSync(SystemCalls system, int descriptor) {
        this.system = system;
        this.descriptor = descriptor;
    }

    /**
     * Holds the file system of a directory, which cannot be unmounted until this is closed.
     *
     * @return empty where it is not possible
     */
    static Optional<CommonSync.Held> open(Path directory) throws IOException {
        if (SYSTEM.isEmpty() || !TYPES.contains(Files.getFileStore(directory).type())) {
            return Optional.empty();
        }
        return Optional.of(new FileSystemSync(SYSTEM.get(), SYSTEM.get().open(directory)));
    }

    static boolean reportsErrors(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > MAJOR || major == MAJOR && Integer.parseInt(numbers.group(2)) >= MINOR;
    }

    /** A file system without a journal writes names last and leaves them in the disk's own cache; the second call empties that. */
    @Override
    public void sync() throws IOException {
        system.syncFileSystem(descriptor);
        system.sync(descriptor);
    }

    /** Bytes that this machine has still to write, to whatever disk. */
    static long unwritten() throws IOException {
        return UNWRITTEN
                        .matcher(Files.readString(MEMORY))
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum()
                * KILOBYTE;
    }

    @Override
    public void close() {
        try {
            system.close(descriptor);
        } catch (IOException e) {
            log.debug("Cannot let go of a file system", e);
        }
    }
}
