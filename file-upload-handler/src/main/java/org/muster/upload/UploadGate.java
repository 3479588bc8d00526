package org.muster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.muster.common.security.KeyFiles;
import org.muster.common.security.UnreadableKeyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the handler can take uploads at all right now. Asked for every request, so that what the operator repairs or
 * changes counts at once. Thread-safe.
 */
final class UploadGate {
    private static final Logger LOG = LoggerFactory.getLogger(UploadGate.class);

    private final Path stopFile;
    private final Path uploadDirectory;
    private final Optional<Path> uploadPublicKey;
    private final long leastFreeBytes;
    private volatile ReadKey lastKey;

    private record ReadKey(FileTime modified, RSAPublicKey key) {}

    /** Open or shut. */
    sealed interface State {
        /** Uploads can be taken, with certificates of this kind. */
        record Open(Certificates certificates) implements State {}

        /** They cannot, and clients are told why. */
        record Shut(String why) implements State {}
    }

    /**
     * @param stopFile while this file exists, nothing is taken
     * @param uploadDirectory must exist and be writable
     * @param uploadPublicKey the key file that certificates are checked with; empty to take uploads without certificates
     * @param leastFreeBytes with less room than this on the disk, clients are kept from beginning a transfer
     */
    UploadGate(Path stopFile, Path uploadDirectory, Optional<Path> uploadPublicKey, long leastFreeBytes) {
        this.stopFile = stopFile;
        this.uploadDirectory = uploadDirectory;
        this.uploadPublicKey = uploadPublicKey;
        this.leastFreeBytes = leastFreeBytes;
    }

    State state() {
        if (Files.exists(stopFile)) {
            return new State.Shut("File uploads are temporarily disabled.");
        }
        if (!Files.isDirectory(uploadDirectory) || !Files.isWritable(uploadDirectory)) {
            LOG.error(
                    "The upload directory {} is missing or not writable; create it or change its owner",
                    uploadDirectory);
            return new State.Shut("The server's upload directory is not writable.");
        }
        if (uploadPublicKey.isEmpty()) {
            return new State.Open(new Certificates.Ignored());
        }
        try {
            return new State.Open(new Certificates.Required(key(uploadPublicKey.get())));
        } catch (IOException | UnreadableKeyException e) {
            LOG.error("Cannot check upload certificates: {}", e.toString());
            return new State.Shut("The server's upload key cannot be read.");
        }
    }

    /** Whether there is too little room to let a client begin. */
    boolean isNearlyFull() throws IOException {
        return Files.getFileStore(uploadDirectory).getUsableSpace() < leastFreeBytes;
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
