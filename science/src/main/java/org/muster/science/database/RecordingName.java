package org.muster.science.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/** Names of recordings: they begin the names of workunits and of files, so they are short and plain. */
public final class RecordingName {
    /** Longest name of a recording, in characters. */
    public static final int LONGEST = 60;

    private static final int KEPT_OF_A_LONG_NAME = LONGEST - 9;

    private RecordingName() {}

    /** Whether a recording may have this name: letters, digits, dash and underscore, at most {@value #LONGEST}. */
    public static boolean isLegal(String name) {
        return name.matches("[A-Za-z0-9_-]{1," + LONGEST + "}");
    }

    /**
     * A legal name for a file: its own name without a final {@code .raw}, other characters replaced by underscores; what had to be
     * changed or shortened gets a checksum of the original, so that two files do not come to one name by accident.
     */
    public static String of(String fileName) {
        String stem = fileName.endsWith(".raw") ? fileName.substring(0, fileName.length() - 4) : fileName;
        if (isLegal(stem)) {
            return stem;
        }
        String plain = stem.replaceAll("[^A-Za-z0-9_-]", "_");
        String start = plain.substring(0, Math.min(plain.length(), KEPT_OF_A_LONG_NAME));
        CRC32 checksum = new CRC32();
        checksum.update(fileName.getBytes(UTF_8));
        return "%s-%08x".formatted(start, checksum.getValue());
    }
}
