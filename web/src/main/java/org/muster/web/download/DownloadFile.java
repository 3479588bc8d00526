package org.muster.web.download;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.muster.common.files.FileDigest;

/**
 * What the answer to a download request depends on of the file itself.
 *
 * @param name the file's name, without directory
 * @param size bytes, 0 or more
 * @param modified when the file was put in place
 * @param md5 its digest, if it is recorded
 */
record DownloadFile(String name, long size, Instant modified, Optional<String> md5) {
    private static final int DIGITS = 16;

    /**
     * The entity tag, quoted: the recorded digest, or else size and name. It is a strong one: a file in the download area
     * is immutable and its name is never used again. Nothing in it depends on the server or its disk, so a client can
     * go on at a mirror where it left off elsewhere.
     */
    String entityTag() {
        return "\"" + md5.orElseGet(() -> Long.toHexString(size) + "-" + hashOfName()) + "\"";
    }

    /** The time of publication as HTTP dates can say it: whole seconds. */
    Instant modifiedSecond() {
        return Instant.ofEpochSecond(modified.getEpochSecond());
    }

    private String hashOfName() {
        byte[] hash = FileDigest.newMd5().digest(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    }
}
