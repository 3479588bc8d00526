package org.muster.common.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Watches the disks of file areas against the watermarks, and remembers each one's level, because a level falls only below
 * the low-water mark. A disk that is away is not full: whoever writes to it says what is wrong. Thread-safe.
 */
public final class DiskWatch {

    /**
     * An area whose disk is watched.
     *
     * @param title what people call it
     * @param directory its top directory
     */
    public record Watched(String title, Path directory) {
        /** The areas that take new files; the others only grow emptier. */
        public static List<Watched> open(String title, FileAreas areas) {
            List<Watched> watched = new ArrayList<>();
            for (int i = 0; i < areas.members().size(); i++) {
                FileAreas.Member member = areas.members().get(i);
                if (member.open()) {
                    String numbered = areas.members().size() == 1 ? title : title + " " + (i + 1);
                    watched.add(new Watched(numbered, member.area().root()));
                }
            }
            return watched;
        }
    }

    /**
     * What the watch found.
     *
     * @param level the worst of all areas
     * @param reason which disk is how full and when things go on, for people; empty at {@link DiskLevel#NORMAL}
     */
    public record Finding(DiskLevel level, String reason) {
        /** There is room everywhere. */
        public static final Finding NORMAL = new Finding(DiskLevel.NORMAL, "");
    }

    /** Reads how full the disk under a directory is. */
    @FunctionalInterface
    public interface Reader {
        DiskUse read(Path directory) throws IOException;
    }

    private final DiskWatermarks marks;
    private final List<Watched> watched;
    private final Reader reader;
    private final Map<Watched, DiskLevel> levels = new LinkedHashMap<>();

    /** Watches real disks. */
    public DiskWatch(DiskWatermarks marks, List<Watched> watched) {
        this(marks, watched, new StoreReader());
    }

    /** Watches what the reader says of directories that are there. */
    public DiskWatch(DiskWatermarks marks, List<Watched> watched, Reader reader) {
        this.marks = marks;
        this.watched = List.copyOf(watched);
        this.reader = reader;
    }

    /** Looks at every disk. */
    public synchronized Finding look() throws IOException {
        Finding worst = Finding.NORMAL;
        for (Watched area : watched) {
            if (!Files.isDirectory(area.directory())) {
                continue;
            }
            double used = reader.read(area.directory()).usedPercent();
            DiskLevel level = marks.level(levels.getOrDefault(area, DiskLevel.NORMAL), used);
            levels.put(area, level);
            if (level.compareTo(worst.level()) > 0) {
                worst = new Finding(level, reason(area, used));
            }
        }
        return worst;
    }

    private String reason(Watched area, double used) {
        return String.format(
                Locale.ROOT,
                "the disk of the %s is %.1f %% full, going on below %.1f %%",
                area.title(),
                used,
                marks.low());
    }

    /** Finding the file system of a directory takes long, asking it does not, so what was found is kept. */
    private static final class StoreReader implements Reader {
        private final Map<Path, FileStore> stores = new LinkedHashMap<>();

        @Override
        public DiskUse read(Path directory) throws IOException {
            FileStore store = stores.get(directory);
            if (store == null) {
                store = Files.getFileStore(directory);
                stores.put(directory, store);
            }
            return DiskUse.of(store);
        }
    }
}
