package org.muster.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.muster.common.files.FileDigest;

/**
 * An unfinished file, open and locked against other processes; see {@link UploadArea} for where it lies when. Not
 * thread-safe.
 */
final class PartialFile implements AutoCloseable {
    private final UploadArea area;
    private final String name;
    private final Disk.OpenFile file;
    private final Disk disk;
    private final GroupedSyncs syncs;
    private Path path;

    PartialFile(UploadArea area, String name, Disk.OpenFile file, Disk disk, GroupedSyncs syncs) {
        this.area = area;
        this.name = name;
        this.file = file;
        this.disk = disk;
        this.syncs = syncs;
        this.path = area.partial().resolve(name);
    }

    /** A file that a handler left when it died while it was finishing it. */
    static PartialFile takenBack(UploadArea area, String name, Disk.OpenFile file, Disk disk, GroupedSyncs syncs)
            throws IOException {
        PartialFile taken = new PartialFile(area, name, file, disk, syncs);
        taken.path = area.finishing().resolve(name);
        try {
            file.truncate(Math.max(0, file.size() - 1));
            taken.move(area.partial().resolve(name));
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return taken;
    }

    /** Bytes stored so far. */
    long size() throws IOException {
        return file.size();
    }

    /** Writes all of the buffer at the position, over what is there. */
    void write(ByteBuffer data, long position) throws IOException {
        file.write(data, position);
    }

    /** Throws away what is stored, so that the file begins anew. */
    void empty() throws IOException {
        file.truncate(0);
    }

    /** Must be called before the last missing byte is written. */
    void beginFinishing() throws IOException {
        move(area.finishing().resolve(name));
    }

    /**
     * Makes this the finished file. When it returns true the file is durable under its final name and will not change.
     *
     * @param bytes size of the whole file; what is stored beyond is cut off
     * @param right whether the content is what it should be; asked when all of it is in place
     * @return false when it is not; it is dropped then, and the upload can begin anew
     */
    boolean finish(long bytes, Predicate<PartialFile> right) throws IOException {
        if (file.size() > bytes) {
            file.truncate(bytes);
        }
        if (!right.test(this)) {
            file.truncate(0);
            move(area.partial().resolve(name));
            return false;
        }
        syncs.content(file);
        syncs.publish(path, area.finished().resolve(name), area.root());
        return true;
    }

    /** Reads all of the content. */
    FileDigest digest() throws IOException {
        return FileDigest.of(file.content());
    }

    /** Removes the file. */
    void discard() throws IOException {
        disk.delete(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void move(Path target) throws IOException {
        disk.createDirectories(target.getParent());
        disk.move(path, target);
        path = target;
    }
}
