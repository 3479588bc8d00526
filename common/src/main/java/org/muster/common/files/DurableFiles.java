package org.muster.common.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The few file-system steps that make a change survive a power cut. All of them are thread-safe; threads that do them at the
 * same moment share the work, see {@link SyncCrowd}.
 */
public final class DurableFiles {
    private DurableFiles() {}

    /** Makes the entries of a directory durable: names created, renamed or removed in it. */
    public static void syncDirectory(Path directory) throws IOException {
        syncDirectories(Set.of(directory));
    }

    /** Makes the entries of directories durable, with one wait for the disk if they are many. */
    static void syncDirectories(Set<Path> directories) throws IOException {
        Map<SyncCrowd, List<Path>> byFileSystem = new HashMap<>();
        for (Path directory : directories) {
            byFileSystem
                    .computeIfAbsent(SyncCrowd.at(directory), first -> new ArrayList<>())
                    .add(directory);
        }
        for (Map.Entry<SyncCrowd, List<Path>> one : byFileSystem.entrySet()) {
            List<Path> those = one.getValue();
            one.getKey().force(those.getFirst(), System.nanoTime(), those.size(), () -> {
                for (Path directory : those) {
                    syncAlone(directory);
                }
            });
        }
    }

    private static void syncAlone(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** To be called before a file in this directory is opened that is to be made durable. */
    public static Opening opening(Path directory) throws IOException {
        return new Opening(SyncCrowd.at(directory), directory, System.nanoTime());
    }

    /** What must be known of a file to make it durable together with others: since when it is open, and where. */
    public static final class Opening {
        private final SyncCrowd crowd;
        private final Path directory;
        private final long openedAt;

        private Opening(SyncCrowd crowd, Path directory, long openedAt) {
            this.crowd = crowd;
            this.directory = directory;
            this.openedAt = openedAt;
        }

        /** Makes the content and the size of the file durable. */
        public void force(FileChannel file) throws IOException {
            crowd.force(directory, openedAt, 1, () -> file.force(true));
        }
    }

    /** Makes contents and sizes of open files durable, with one wait for the disk if they are many. */
    static void force(Map<FileChannel, Opening> files) throws IOException {
        Map<SyncCrowd, List<Map.Entry<FileChannel, Opening>>> byFileSystem =
                files.entrySet().stream().collect(Collectors.groupingBy(file -> file.getValue().crowd));
        for (Map.Entry<SyncCrowd, List<Map.Entry<FileChannel, Opening>>> one : byFileSystem.entrySet()) {
            List<Map.Entry<FileChannel, Opening>> those = one.getValue();
            Opening first = those.stream()
                    .map(Map.Entry::getValue)
                    .min((a, b) -> Long.signum(a.openedAt - b.openedAt))
                    .orElseThrow();
            one.getKey().force(first.directory, first.openedAt, those.size(), () -> {
                for (Map.Entry<FileChannel, Opening> file : those) {
                    file.getKey().force(true);
                }
            });
        }
    }

    /** Creates a directory and its parents where they are missing, and makes the new entries durable. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /**
     * Gives a finished file its final name. The content must have been forced to disk before. When this returns, the file is
     * durable under its final name; when it throws, the file is visible whole or not at all.
     *
     * @param target on the same file system as {@code temporary}; a file of that name is replaced
     */
    public static void publish(Path temporary, Path target) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        createDirectories(directory);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
    }
}
