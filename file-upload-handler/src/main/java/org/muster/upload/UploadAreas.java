package org.muster.upload;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.muster.common.files.FileAreas;

/** All upload areas, each on a disk of its own or not. Thread-safe. */
final class UploadAreas {
    private final FileAreas areas;
    private final Map<Path, UploadArea> byRoot = new LinkedHashMap<>();

    /** @param leftAlone bytes that uploads must leave free on each disk */
    UploadAreas(FileAreas areas, long leftAlone) {
        this.areas = areas;
        areas.members().forEach(member -> {
            Path root = member.area().root();
            byRoot.put(root, UploadArea.of(member.area(), new DiskRoom(freeSpaceOf(root), leftAlone)));
        });
    }

    List<UploadArea> all() {
        return List.copyOf(byRoot.values());
    }

    /** Size of the finished file of this name in bytes, if there is one anywhere. */
    OptionalLong finishedSize(String name) throws IOException {
        return areas.use(name, Files::size).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /**
     * Makes sure that the finished file of this name is durable, which is not said by its being there: the handler that
     * finished it may have died, or its disk failed, just before it was.
     *
     * @return its size in bytes, if there is one anywhere
     * @throws IOException when it is there and cannot be made durable
     */
    OptionalLong confirmedSize(String name, GroupedSyncs syncs) throws IOException {
        return areas.use(name, file -> {
                    syncs.confirm(file, rootOf(file));
                    return Files.size(file);
                })
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private Path rootOf(Path file) {
        return byRoot.keySet().stream().filter(file::startsWith).findFirst().orElseThrow();
    }

    /**
     * Where a file of this name goes on, or begins.
     *
     * @throws IOException when no area that takes new files is there
     */
    UploadArea forName(String name) throws IOException {
        if (byRoot.size() > 1) {
            for (UploadArea area : byRoot.values()) {
                if (area.hasUnfinished(name)) {
                    return area;
                }
            }
        }
        return byRoot.get(areas.areaForNew(name).root());
    }

    /** Whether there is an area that new files can be written to. */
    boolean isWritable() {
        return areas.members().stream()
                .filter(FileAreas.Member::open)
                .map(member -> member.area().root())
                .anyMatch(root -> Files.isDirectory(root) && Files.isWritable(root));
    }

    /** Whether some area has room for so many bytes more. */
    boolean haveRoomFor(long bytes) throws IOException {
        for (FileAreas.Member member : areas.members()) {
            Path root = member.area().root();
            if (member.open()
                    && Files.isDirectory(root)
                    && byRoot.get(root).room().hasRoomFor(bytes)) {
                return true;
            }
        }
        return false;
    }

    /** Bytes that are set aside for open uploads. */
    long reserved() {
        return byRoot.values().stream()
                .mapToLong(area -> area.room().reserved())
                .sum();
    }

    /** Finding the file system of a directory takes long, asking it does not; and the directory may come later than we. */
    private static DiskRoom.FreeSpace freeSpaceOf(Path root) {
        return new DiskRoom.FreeSpace() {
            private volatile FileStore store;

            @Override
            public long bytes() throws IOException {
                FileStore known = store;
                if (known == null) {
                    known = Files.getFileStore(root);
                    store = known;
                }
                return known.getUsableSpace();
            }
        };
    }
}
