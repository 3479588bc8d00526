package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Random;
import org.muster.common.files.FileDigest;

/**
 * One file of a crowd of uploads; its number decides its name and its content.
 *
 * @param number 0 and up
 */
record CrowdFile(int number) {
    static final int BYTES = 2_000;
    private static final String PREFIX = "crowd_";

    /** The file that has this name. */
    static CrowdFile named(String name) {
        return new CrowdFile(Integer.parseInt(name.substring(PREFIX.length())));
    }

    String name() {
        return PREFIX + number;
    }

    byte[] content() {
        byte[] data = new byte[BYTES];
        new Random(number).nextBytes(data);
        return data;
    }

    UploadHeader header() {
        return new UploadHeader(name(), BYTES).md5(FileDigest.of(content()).md5());
    }

    /** The request up to the middle of the content. */
    byte[] firstHalf() {
        byte[] body = header().with(content());
        byte[] head = UploadClient.head(body.length).getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length - BYTES / 2);
        System.arraycopy(body, 0, all, head.length, body.length - BYTES / 2);
        return all;
    }

    byte[] secondHalf() {
        return Arrays.copyOfRange(content(), BYTES / 2, BYTES);
    }
}
