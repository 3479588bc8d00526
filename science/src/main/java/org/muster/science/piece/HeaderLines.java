package org.muster.science.piece;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The {@code key: value} lines between the first line of a piece's file and its {@code end} line. */
record HeaderLines(Map<String, String> values) {
    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 100_000;

    static HeaderLines read(InputStream in) throws IOException {
        String first = line(in, PieceFormat.FIRST_LINE.length());
        if (!first.equals(PieceFormat.FIRST_LINE)) {
            throw new PieceFormatException(
                    first.isEmpty()
                            ? "the file is empty or starts with an empty line"
                            : "the file does not start with '" + PieceFormat.FIRST_LINE + "'");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(in, LONGEST_LINE);
            if (line.equals("end")) {
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

    <T> T value(String key, Function<String, T> parse) throws PieceFormatException {
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

    private static String line(InputStream in, int longest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            int next = in.read();
            if (next == '\n') {
                return bytes.toString(US_ASCII);
            }
            if (next < 0) {
                throw new PieceFormatException("the file ends within its header, in the line '"
                        + bytes.toString(US_ASCII) + "' after " + bytes.size() + " bytes of that line");
            }
            if (bytes.size() == longest) {
                throw new PieceFormatException("the file does not start with a header of '" + PieceFormat.FIRST_LINE
                        + "': a line is longer than " + longest + " bytes");
            }
            bytes.write(next);
        }
    }
}
