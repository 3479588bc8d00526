package org.muster.control.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.common.files.FileDigest;

/**
 * Which copies the manifests of some sets name. Holds eight bytes of each path's digest. If two paths should have the same
 * ones, a copy stays that might go; none goes that is needed.
 */
final class WantedCopies {
    private final long[] sorted;

    private WantedCopies(long[] sorted) {
        this.sorted = sorted;
    }

    static WantedCopies of(List<Path> sets) throws IOException {
        long[] digests = new long[1024];
        int count = 0;
        for (Path set : sets) {
            try (Manifest.Reader manifest = Manifest.read(set.resolve(Manifest.NAME))) {
                for (Optional<FileLine> line = manifest.take(); line.isPresent(); line = manifest.take()) {
                    if (count == digests.length) {
                        digests = Arrays.copyOf(digests, 2 * count);
                    }
                    digests[count++] = digest(line.get().copy());
                }
            }
        }
        long[] sorted = Arrays.copyOf(digests, count);
        Arrays.sort(sorted);
        return new WantedCopies(sorted);
    }

    boolean contains(String copy) {
        return Arrays.binarySearch(sorted, digest(copy)) >= 0;
    }

    private static long digest(String path) {
        return ByteBuffer.wrap(FileDigest.newMd5().digest(path.getBytes(UTF_8))).getLong();
    }
}
