package org.muster.web.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.common.files.DigestFile;
import org.muster.common.files.FileDigest;

/**
 * Whether a file is what was recorded of it when it was staged.
 *
 * <p>Looking at sizes and times costs next to nothing. Only a file that was touched after its record was made is read,
 * once, and the outcome kept. Thread-safe.
 */
final class FileChecks {
    private static final int KEPT = 10_000;

    /**
     * A file as it is now.
     *
     * @param size bytes
     * @param modified when it was last written
     * @param md5 its recorded digest, if there is one
     * @param fault what is wrong with it; empty when it may be sent
     */
    record Checked(long size, Instant modified, Optional<String> md5, Optional<String> fault) {

        /** What the answer to a request depends on. */
        DownloadFile file(String name) {
            return new DownloadFile(name, size, modified, md5);
        }
    }

    private record Version(Path file, long size, Instant modified) {}

    private final Map<Version, String> digests = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, String> eldest) {
            return size() > KEPT;
        }
    });

    /**
     * Looks at a file.
     *
     * @return empty when it is not there
     * @throws IOException when it cannot be read
     */
    Optional<Checked> check(Path file) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Version version =
                    new Version(file, now.size(), now.lastModifiedTime().toInstant());
            Optional<DigestFile.Recorded> recorded = DigestFile.recorded(file, now.lastModifiedTime());
            return Optional.of(new Checked(
                    version.size(),
                    version.modified(),
                    recorded.map(record -> record.digest().md5()),
                    fault(version, recorded)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private Optional<String> fault(Version version, Optional<DigestFile.Recorded> recorded) throws IOException {
        if (recorded.isEmpty()) {
            return version.size() == 0
                    ? Optional.of("it has no bytes, and it is not recorded that it should have none")
                    : Optional.empty();
        }
        FileDigest digest = recorded.get().digest();
        if (digest.size() != version.size()) {
            return Optional.of("it has " + version.size() + " bytes, but " + digest.size() + " were recorded");
        }
        boolean same = !recorded.get().changedSince() || digest.md5().equals(digestOf(version));
        return same ? Optional.empty() : Optional.of("it was changed after its digest was recorded");
    }

    private String digestOf(Version version) throws IOException {
        String known = digests.get(version);
        if (known == null) {
            known = FileDigest.of(version.file()).md5();
            digests.put(version, known);
        }
        return known;
    }
}
