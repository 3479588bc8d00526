package org.muster.common.work;

import java.util.List;
import org.muster.common.files.FileDigest;
import org.muster.common.files.FileNames;

/**
 * An input file as it is known when a workunit is made of an {@link InputTemplate}.
 *
 * @param name physical name
 * @param md5 lower-case hexadecimal MD5 of its content, 32 characters
 * @param bytes its exact size, above 0
 * @param gzippedBytes size of its compressed twin; 0 when there is none
 * @param urls where clients fetch it when it lies elsewhere; empty when it is in the download areas
 */
public record JobFile(String name, String md5, long bytes, long gzippedBytes, List<String> urls) {

    /** Refuses a file that no client could fetch or check. */
    public JobFile {
        FileNames.requireLegal(name);
        if (!FileDigest.isMd5(md5)) {
            throw new IllegalArgumentException("The input file " + name + " has the MD5 '" + md5
                    + "'; 32 lower-case hexadecimal digits are needed");
        }
        if (bytes <= 0) {
            throw new IllegalArgumentException(
                    "The input file " + name + " has " + bytes + " bytes; an empty input file must never be sent out");
        }
        urls = List.copyOf(urls);
    }

    /** A file in the download areas. */
    public static JobFile staged(String name, String md5, long bytes, long gzippedBytes) {
        return new JobFile(name, md5, bytes, gzippedBytes, List.of());
    }

    /** A file elsewhere. Nobody chose a name for it, so it is called by its digest, as BOINC does. */
    public static JobFile remote(String url, long bytes, String md5) {
        return new JobFile("jf_" + md5, md5, bytes, 0, List.of(url));
    }
}
