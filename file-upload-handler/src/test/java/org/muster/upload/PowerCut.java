package org.muster.upload;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.upload.RecordingDisk.Event;

/**
 * Plays back what was done to a disk, with a power cut after every single step. Of what was not forced anything may be on
 * the disk then, or nothing; so a cut does no harm only if
 *
 * <ul>
 *   <li>a file that has a final name is never changed again, and is whole by what was forced alone, as its name may have reached the disk before its
 *       content did, and
 *   <li>a file that was acknowledged has its final name, and that name's directories, by what was forced alone.
 * </ul>
 */
final class PowerCut {
    private final Path root;
    private final Map<String, byte[]> expected;
    private final List<String> harm = new ArrayList<>();

    private final Map<Integer, Content> open = new HashMap<>();
    private final Map<Path, Content> names = new HashMap<>();
    private final Set<Path> durableDirectories = new HashSet<>();
    private final Map<Path, Integer> directoriesCreated = new HashMap<>();
    private final Map<Path, Integer> namesGiven = new HashMap<>();
    private final Set<Path> durableNames = new HashSet<>();

    /** What is in a file: as it is, and as it was when it was last forced. */
    private static final class Content {
        private byte[] bytes = {};
        private byte[] forced = {};
        private int changed;
    }

    private PowerCut(Path root, Map<String, byte[]> expected) {
        this.root = root;
        this.expected = expected;
    }

    /**
     * Cuts the power after every event.
     *
     * @param root the area's top directory
     * @param expected what each file must contain
     * @return what would have been lost or spoiled, in words; empty when nothing
     */
    static List<String> harmOf(List<Event> events, Path root, Map<String, byte[]> expected) {
        PowerCut cut = new PowerCut(root, expected);
        for (int i = 0; i < events.size(); i++) {
            cut.play(i, events.get(i));
        }
        return cut.harm;
    }

    private void play(int step, Event event) {
        switch (event) {
            case Event.Opened(int file, Path path) ->
                open.put(file, names.computeIfAbsent(path, ignored -> new Content()));
            case Event.Written(int file, long position, ByteBuffer data) ->
                write(step, open.get(file), (int) position, data.duplicate());
            case Event.Truncated(int file, long size) -> {
                Content content = open.get(file);
                requireUnfinished(step, content);
                content.bytes = Arrays.copyOf(content.bytes, (int) size);
                content.changed = step;
            }
            case Event.Forced(int file, int since) -> {
                Content content = open.get(file);
                if (content.changed < since) {
                    content.forced = content.bytes;
                }
            }
            case Event.Created(Path directory) -> directoriesCreated.put(directory, step);
            case Event.Moved(Path from, Path to) -> move(step, from, to);
            case Event.Deleted(Path path) -> names.remove(path);
            case Event.SyncedDirectory(Path directory, int since) -> sync(directory, since);
            case Event.Acknowledged(String name) -> acknowledge(step, name);
        }
    }

    private void requireUnfinished(int step, Content content) {
        names.forEach((path, named) -> {
            if (named == content && isFinal(path)) {
                harm.add("at step " + step + " " + path.getFileName() + " is changed after it was finished");
            }
        });
    }

    private void write(int step, Content content, int position, ByteBuffer data) {
        requireUnfinished(step, content);
        int count = data.remaining();
        byte[] longer = Arrays.copyOf(content.bytes, Math.max(content.bytes.length, position + count));
        data.get(longer, position, count);
        content.bytes = longer;
        content.changed = step;
    }

    private void move(int step, Path from, Path to) {
        Content content = names.remove(from);
        names.put(to, content);
        if (isFinal(to)) {
            namesGiven.put(to, step);
            if (!Arrays.equals(content.forced, expected.get(to.getFileName().toString()))) {
                harm.add("after step " + step + " " + to.getFileName() + " may be seen without all of its content");
            }
        }
    }

    private void sync(Path directory, int since) {
        namesGiven.forEach((path, given) -> {
            if (given < since && path.getParent().equals(directory)) {
                durableNames.add(path);
            }
        });
        directoriesCreated.forEach((created, when) -> {
            if (when < since && created.getParent().equals(directory)) {
                durableDirectories.add(created);
            }
        });
    }

    private void acknowledge(int step, String name) {
        Path path = names.keySet().stream()
                .filter(known ->
                        isFinal(known) && known.getFileName().toString().equals(name))
                .findFirst()
                .orElse(null);
        if (path == null) {
            harm.add("after step " + step + " " + name + " is acknowledged and has no final name");
            return;
        }
        if (!durableNames.contains(path)) {
            harm.add("after step " + step + " " + name + " is acknowledged and may lose its name");
        }
        Path directory = path.getParent();
        if (!directory.equals(root)
                && directoriesCreated.containsKey(directory)
                && !durableDirectories.contains(directory)) {
            harm.add("after step " + step + " " + name + " is acknowledged and may lose its directory");
        }
    }

    private boolean isFinal(Path path) {
        return !root.relativize(path).toString().startsWith(".");
    }
}
