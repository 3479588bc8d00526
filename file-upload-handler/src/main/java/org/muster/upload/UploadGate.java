package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Optional;
import org.muster.common.files.DiskLevel;
import org.muster.common.security.KeyFiles;
import org.muster.common.security.UnreadableKeyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a request can be served at all, asked before a byte of its body is read. Asked for every request, so that what
 * the operator repairs or changes counts at once. Thread-safe.
 */
final class UploadGate {
    private static final Logger LOG = LoggerFactory.getLogger(UploadGate.class);
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(10);

    private final Path stopFile;
    private final UploadAreas areas;
    private final Optional<Path> uploadPublicKey;
    private final UploadDisks disks;
    private volatile ReadKey lastKey;

    private record ReadKey(FileTime modified, RSAPublicKey key) {}

    /** Open or shut. */
    sealed interface State {
        /** The request can be served, with certificates of this kind. */
        record Open(Certificates certificates) implements State {}

        /** It cannot, and the client is told why. */
        record Shut(Reply reply) implements State {}
    }

    /**
     * What is known of a request before its body.
     *
     * @param optional whether it is about a file that its task can do without
     * @param promised bytes that the client will send if it is let in, having asked first; 0 when it sends anyway
     */
    record Caller(boolean optional, long promised) {}

    /**
     * @param stopFile while this file exists, nothing is taken
     * @param areas one must be there and writable
     * @param uploadPublicKey the key file that certificates are checked with; empty to take uploads without certificates
     * @param disks how full the disks are
     */
    UploadGate(Path stopFile, UploadAreas areas, Optional<Path> uploadPublicKey, UploadDisks disks) {
        this.stopFile = stopFile;
        this.areas = areas;
        this.uploadPublicKey = uploadPublicKey;
        this.disks = disks;
    }

    State state(Caller caller) {
        if (Files.exists(stopFile)) {
            return shut("File uploads are temporarily disabled.");
        }
        if (!areas.isWritable()) {
            LOG.error("No upload directory is there and writable; create it, mount its disk, or change its owner");
            return shut("The server's upload directory is not writable.");
        }
        if (caller.optional() && disks.level() == DiskLevel.CRITICAL) {
            return shut("The server's disk is nearly full; files that can be done without must wait.");
        }
        if (caller.promised() > 0 && !hasRoom(caller.promised())) {
            return new State.Shut(UploadDesk.outOfRoom());
        }
        try {
            return new State.Open(certificates());
        } catch (IOException | UnreadableKeyException e) {
            LOG.error("Cannot check upload certificates: {}", e.toString());
            return shut("The server's upload key cannot be read.");
        }
    }

    private Certificates certificates() throws IOException {
        return uploadPublicKey.isEmpty()
                ? new Certificates.Ignored()
                : new Certificates.Required(key(uploadPublicKey.get()));
    }

    private boolean hasRoom(long bytes) {
        try {
            return areas.haveRoomFor(bytes);
        } catch (IOException e) {
            LOG.error("Cannot tell how much room there is for uploads: {}", e.toString());
            return false;
        }
    }

    private static State shut(String why) {
        return new State.Shut(Reply.later(why, UNTIL_MENDED));
    }

    private RSAPublicKey key(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        ReadKey known = lastKey;
        if (known == null || !known.modified().equals(modified)) {
            known = new ReadKey(modified, KeyFiles.readPublic(file));
            lastKey = known;
        }
        return known.key();
    }
}
