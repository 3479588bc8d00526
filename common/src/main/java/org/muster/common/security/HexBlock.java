package org.muster.common.security;

import java.util.HexFormat;

/**
 * Bytes as BOINC writes keys and signatures: lower-case hexadecimal, 32 bytes to a line, ended by a line that holds a
 * single dot. Lines begin at column 0 and end with a line feed alone; readers stop at anything else.
 */
final class HexBlock {
    private static final int BYTES_PER_LINE = 32;

    private HexBlock() {}

    static String format(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < bytes.length; from += BYTES_PER_LINE) {
            int to = Math.min(bytes.length, from + BYTES_PER_LINE);
            text.append(HexFormat.of().formatHex(bytes, from, to)).append('\n');
        }
        return text.append(".\n").toString();
    }

    /**
     * Reads a block; white space around it is ignored, and the final dot may be missing because clients trim signatures.
     *
     * @throws IllegalArgumentException when anything else than hexadecimal lines and a dot is there
     */
    static byte[] parse(String text) {
        String digits = text.strip();
        if (digits.endsWith(".")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        return HexFormat.of().parseHex(digits.replace("\r", "").replace("\n", ""));
    }
}
