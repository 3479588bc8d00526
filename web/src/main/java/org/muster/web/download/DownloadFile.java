package org.muster.web.download;

import java.time.Instant;

/**
 * What the answer to a download request depends on of the file itself.
 *
 * @param size bytes, 0 or more
 * @param modified when the file was put in place
 */
record DownloadFile(long size, Instant modified) {

    /**
     * The entity tag, quoted. It is a strong one: a file in the download area is immutable, so equal size and time of
     * publication mean equal bytes.
     */
    String entityTag() {
        return "\"" + Long.toHexString(modified.toEpochMilli()) + "-" + Long.toHexString(size) + "\"";
    }

    /** The time of publication as HTTP dates can say it: whole seconds. */
    Instant modifiedSecond() {
        return Instant.ofEpochSecond(modified.getEpochSecond());
    }
}
