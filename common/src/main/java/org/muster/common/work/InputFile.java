package org.muster.common.work;

import org.muster.common.files.FileDigest;
import org.muster.common.files.FileNames;

/**
 * One input file of a workunit.
 *
 * @param logicalName the name under which the application opens it
 * @param physicalName its name in the download area, unique in the whole project and never used for other content
 * @param md5 lower-case hexadecimal MD5 of its content, 32 characters; the client refuses other bytes
 * @param bytes its exact size
 * @param keep true if the file deleter must leave it, because other workunits read it too
 * @param gzippedBytes size of its compressed twin, which clients fetch instead; 0 when there is none
 */
public record InputFile(
        String logicalName, String physicalName, String md5, long bytes, boolean keep, long gzippedBytes) {

    /** Refuses a file that no client could fetch or check. */
    public InputFile {
        FileNames.requireLegal(physicalName);
        if (logicalName.isBlank()) {
            throw new IllegalArgumentException("Input file " + physicalName + " has no logical name");
        }
        if (!FileDigest.isMd5(md5)) {
            throw new IllegalArgumentException("Input file " + physicalName + " has the MD5 '" + md5
                    + "'; 32 lower-case hexadecimal digits are needed");
        }
        if (gzippedBytes < 0) {
            throw new IllegalArgumentException(
                    "The compressed twin of " + physicalName + " cannot have " + gzippedBytes + " bytes");
        }
        if (bytes <= 0) {
            throw new IllegalArgumentException("Input file " + physicalName + " has " + bytes
                    + " bytes; an empty input file must never be sent out");
        }
    }

    /** A file that clients fetch as it is. */
    public InputFile(String logicalName, String physicalName, String md5, long bytes, boolean keep) {
        this(logicalName, physicalName, md5, bytes, keep, 0);
    }

    /** The same file with a compressed twin of this size beside it. */
    public InputFile gzipped(long twinBytes) {
        return new InputFile(logicalName, physicalName, md5, bytes, keep, twinBytes);
    }

    /** A file of this workunit alone, deleted with it. */
    public InputFile(String logicalName, String physicalName, String md5, long bytes) {
        this(logicalName, physicalName, md5, bytes, false);
    }
}
