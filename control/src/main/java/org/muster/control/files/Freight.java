package org.muster.control.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much goes from which area to which. Not thread-safe. */
public final class Freight {
    private static final long MEGABYTE = 1_000_000;

    /**
     * Two areas of one kind.
     *
     * @param kind {@code downloads} or {@code uploads}
     */
    public record Between(String kind, Path from, Path to) {}

    /** A number of files and their bytes, with what belongs to them. */
    public record Load(long files, long bytes) {
        Load plus(long moreBytes) {
            return new Load(files + 1, bytes + moreBytes);
        }
    }

    private final Map<Between, Load> loads = new LinkedHashMap<>();
    private long workunits;

    void addWorkunits(int more) {
        workunits += more;
    }

    void add(Between between, long bytes) {
        loads.merge(between, new Load(1, bytes), (known, one) -> known.plus(one.bytes()));
    }

    /** How many workunits were looked at. */
    public long workunits() {
        return workunits;
    }

    /** What goes where. */
    public Map<Between, Load> loads() {
        return Map.copyOf(loads);
    }

    /** How many files. */
    public long files() {
        return loads.values().stream().mapToLong(Load::files).sum();
    }

    /** A line for each pair of areas, for people. */
    public List<String> lines() {
        return loads.entrySet().stream()
                .map(load -> String.format(
                        Locale.ROOT,
                        "  %-9s %s -> %s: %d files, %.1f MB",
                        load.getKey().kind(),
                        load.getKey().from(),
                        load.getKey().to(),
                        load.getValue().files(),
                        load.getValue().bytes() / (double) MEGABYTE))
                .toList();
    }

    /**
     * Whether everything fits where it goes. What stays on its device needs no room.
     *
     * @throws IOException when it does not; the message says how much is missing where
     */
    void requireRoom() throws IOException {
        Map<FileStore, Long> needed = new LinkedHashMap<>();
        Map<FileStore, Path> where = new LinkedHashMap<>();
        for (Map.Entry<Between, Load> load : loads.entrySet()) {
            FileStore target = Files.getFileStore(load.getKey().to());
            if (!target.equals(Files.getFileStore(load.getKey().from()))) {
                needed.merge(target, load.getValue().bytes(), Long::sum);
                where.put(target, load.getKey().to());
            }
        }
        for (Map.Entry<FileStore, Long> need : needed.entrySet()) {
            long room = need.getKey().getUsableSpace();
            if (room < need.getValue()) {
                throw new IOException("The disk of " + where.get(need.getKey()) + " has room for " + room / MEGABYTE
                        + " MB, and " + need.getValue() / MEGABYTE
                        + " MB are to be moved there; nothing was moved. Select fewer workunits or make room");
            }
        }
    }
}
