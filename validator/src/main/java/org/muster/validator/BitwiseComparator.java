package org.muster.validator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.files.FileDigest;

/**
 * For applications whose output is the same to the last bit on every computer. Compares the files by digest; a file
 * marked {@code <no_validate/>} is passed over, and one that may be missing must be missing from both.
 */
final class BitwiseComparator implements ResultComparator<Map<String, FileDigest>> {

    @Override
    public Map<String, FileDigest> read(String workunitName, List<OutputFile> outputs) throws IOException {
        Map<String, FileDigest> digests = new HashMap<>();
        for (OutputFile output : outputs) {
            if (output.file().compared() && output.path().isPresent()) {
                Path path = output.path().get();
                digests.put(output.file().logicalName(), FileDigest.of(path));
            }
        }
        return digests;
    }

    @Override
    public Agreement compare(Map<String, FileDigest> one, Map<String, FileDigest> other) {
        return one.equals(other) ? Agreement.SAME : Agreement.DIFFERENT;
    }
}
