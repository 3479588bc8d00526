package org.muster.science.piece;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The {@code key: value} lines at the beginning of a text file, between a first line that names the format and a last
 * line that closes the header.
 */
public record HeaderLines(Map<String, String> values) {
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 100_000;

    public HeaderLines {
        values = Map.copyOf(values);
    }

    /**
     * Reads a header and leaves the stream behind its last line.
     *
     * @throws PieceFormatException when the stream begins differently, or ends within the header
     */
    public static HeaderLines read(InputStream in, String firstLine, String lastLine) throws IOException {
        String first = line(in, firstLine.length());
        if (!first.equals(firstLine)) {
            throw new PieceFormatException("the file does not start with the line '" + firstLine + "'");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(in, LONGEST_LINE);
            if (line.equals(lastLine)) {
                return new HeaderLines(values);
            }
            int colon = line.indexOf(": ");
            if (colon < 1) {
                throw new PieceFormatException("the header line '" + line + "' is not of the form 'key: value'");
            }
            if (values.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw new PieceFormatException("the header has '" + line.substring(0, colon) + "' twice");
            }
        }
        throw new PieceFormatException("the header has more than " + MOST_LINES + " lines");
    }

    /**
     * The value of a key, as {@code parse} understands it.
     *
     * @throws PieceFormatException when the key is missing or its value is not a number
     */
    public <T> T value(String key, Function<String, T> parse) throws PieceFormatException {
        String text = values.get(key);
        if (text == null) {
            throw new PieceFormatException("the header of a piece has no '" + key + "'");
        }
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new PieceFormatException("the header's '" + key + "' is not a number: '" + text + "'", e);
        }
    }

    /**
     * Reads one line without its line feed.
     *
     * @param longest the most bytes that the line may have
     * @throws PieceFormatException when the line is longer, or the stream ends within it
     */
    public static String line(InputStream in, int longest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            int next = in.read();
            if (next == '\n') {
                return bytes.toString(US_ASCII);
            }
            if (next < 0) {
                throw new PieceFormatException(
                        "the file is cut off in the line '" + bytes.toString(US_ASCII) + "', which has no end");
            }
            if (bytes.size() == longest) {
                throw new PieceFormatException("the line that starts with '" + printable(bytes.toString(US_ASCII))
                        + "' is longer than " + longest + " bytes");
            }
            bytes.write(next);
        }
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), 40)).replaceAll("[^ -~]", "?");
    }
}
