package org.muster.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text between tags. The dialect escapes bytes, not characters: {@code é} travels as {@code &#195;&#169;}, the two bytes
 * of its UTF-8 form. Thread-safe.
 */
public final class XmlText {

    private XmlText() {}

    /**
     * Escapes a value so that it can stand between two tags or in an attribute. Line ends and tabs become references,
     * other control characters are dropped, everything above ASCII becomes byte references; the outcome is ASCII.
     */
    public static String escape(String value) {
        if (isPlain(value)) {
            return value;
        }
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            escape(unit & 0xff, escaped);
        }
        return escaped.toString();
    }

    /** Whether nothing of a value is escaped, which is so for most. */
    private static boolean isPlain(String value) {
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            if (letter < 32 || letter > 126 || letter == '<' || letter == '>' || letter == '&' || letter == '"') {
                return false;
            }
        }
        return true;
    }

    private static void escape(int unit, StringBuilder escaped) {
        switch (unit) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\t', '\n', '\r' -> escaped.append("&#").append(unit).append(';');
            default -> {
                if (unit > 127) {
                    escaped.append("&#").append(unit).append(';');
                } else if (unit >= 32 && unit != 127) {
                    escaped.append((char) unit);
                }
            }
        }
    }

    /** Undoes {@link #escape}: first the byte references, then UTF-8. References that are unknown stay as they are. */
    public static String unescape(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return decode(unescape(bytes, 0, bytes.length));
    }

    /** Reads bytes as UTF-8, or as ISO-8859-1 when they are not UTF-8: old clients send the machine's own coding. */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    static String decode(byte[] bytes, int start, int end) {
        if (isAscii(bytes, start, end)) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException otherCoding) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean isAscii(byte[] bytes, int start, int end) {
        for (int at = start; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is anything to be undone by {@link #unescape}. */
    static boolean hasReferences(byte[] source, int start, int end) {
        for (int at = start; at < end; at++) {
            if (source[at] == '&') {
                return true;
            }
        }
        return false;
    }

    static byte[] unescape(byte[] source, int start, int end) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(end - start);
        int at = start;
        while (at < end) {
            if (source[at] == '&') {
                at = reference(source, at, end, plain);
            } else {
                plain.write(source[at]);
                at++;
            }
        }
        return plain.toByteArray();
    }

    /** Writes what the reference at {@code at} stands for, or the ampersand itself; returns where reading goes on. */
    private static int reference(byte[] source, int at, int end, ByteArrayOutputStream plain) {
        int semicolon = at + 1;
        while (semicolon < end && semicolon < at + 8 && source[semicolon] != ';') {
            semicolon++;
        }
        if (semicolon < end && source[semicolon] == ';') {
            int unit = unit(new String(source, at + 1, semicolon - at - 1, StandardCharsets.ISO_8859_1));
            if (unit >= 0) {
                plain.write(unit);
                return semicolon + 1;
            }
        }
        plain.write('&');
        return at + 1;
    }

    private static int unit(String reference) {
        return switch (reference) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "#xD" -> '\r';
            case "#xA" -> '\n';
            default -> decimal(reference);
        };
    }

    private static int decimal(String reference) {
        if (reference.length() < 2 || reference.length() > 4 || reference.charAt(0) != '#') {
            return -1;
        }
        int value = 0;
        for (int at = 1; at < reference.length(); at++) {
            char digit = reference.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value < 256 ? value : -1;
    }
}
