package org.muster.control.backup;

import java.io.IOException;
import java.io.Writer;
import java.util.HexFormat;

/**
 * Values as SQL text that both databases read back as the same values. No value has a line end in it, so that in a dump the
 * end of a line is never inside a value.
 */
final class SqlText {
    private static final HexFormat HEX = HexFormat.of();

    private SqlText() {}

    /** Bytes as a hexadecimal literal; no bytes as an empty string. */
    static void bytes(Writer out, byte[] value) throws IOException {
        out.write(value.length == 0 ? "''" : "0x");
        HEX.formatHex(out, value);
    }

    /** Characters in single quotes. */
    static void characters(Writer out, String value) throws IOException {
        out.write('\'');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\'' -> out.write("\\'");
                case '\\' -> out.write("\\\\");
                case '\n' -> out.write("\\n");
                case '\r' -> out.write("\\r");
                case '\0' -> out.write("\\0");
                case '\032' -> out.write("\\Z");
                default -> out.write(c);
            }
        }
        out.write('\'');
    }
}
