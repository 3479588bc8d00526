package org.muster.science.piece;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The file format of a piece: the line {@code muster-piece 1}, a line {@code key: value} for every part of the header,
 * the line {@code end}, and then the bytes of the samples. The same piece always gives the same bytes: keys come in one
 * order and numbers are printed as the shortest decimal that reads back as the same number.
 */
public final class PieceFormat {
    static final String FIRST_LINE = "muster-piece 1";

    private PieceFormat() {}

    /** Writes the piece; neither flushes nor closes the stream. */
    public static void write(Piece piece, OutputStream out) throws IOException {
        out.write(headerText(piece.header()).getBytes(US_ASCII));
        out.write(piece.samples());
    }

    /** The piece's file, in memory. */
    public static byte[] bytes(Piece piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(piece.samples().length + 1024);
        try {
            write(piece, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads one piece, which must be all that the stream holds. Does not close the stream.
     *
     * @throws PieceFormatException when the stream holds something else, less or more than one piece
     */
    public static Piece read(InputStream in) throws IOException {
        PieceHeader header = readHeader(in);
        byte[] samples = in.readNBytes(header.sampleBytes());
        if (samples.length < header.sampleBytes()) {
            throw new PieceFormatException("the samples of " + header.workunitName() + " are cut off: "
                    + header.sampleBytes() + " bytes expected, " + samples.length + " there, "
                    + (header.sampleBytes() - samples.length) + " missing");
        }
        if (in.read() >= 0) {
            throw new PieceFormatException(
                    "more bytes follow the " + header.sampleBytes() + " bytes of samples of " + header.workunitName());
        }
        return new Piece(header, samples);
    }

    /**
     * Reads the header only and leaves the stream at the first sample.
     *
     * @throws PieceFormatException when the stream does not begin with a header
     */
    public static PieceHeader readHeader(InputStream in) throws IOException {
        HeaderLines lines = HeaderLines.read(in);
        try {
            return new PieceHeader(
                    lines.value("workunit", Function.identity()),
                    lines.value("recording", Function.identity()),
                    lines.value("sub-band", Integer::valueOf),
                    lines.value("segment", Integer::valueOf),
                    lines.value("centre-frequency-hz", Double::valueOf),
                    lines.value("sample-rate-hz", Double::valueOf),
                    lines.value("start-sample", Long::valueOf),
                    lines.value("start-time-unix-s", Double::valueOf),
                    lines.value("polarizations", Integer::valueOf),
                    lines.value("sample-count", Integer::valueOf),
                    new SearchParameters(
                            lines.value("drift-rates-hz-per-s", text -> list(text, Double::valueOf)),
                            lines.value("transform-lengths", text -> list(text, Integer::valueOf)),
                            lines.value("threshold", Double::valueOf)));
        } catch (IllegalArgumentException e) {
            throw new PieceFormatException("the header of a piece makes no sense: " + e.getMessage(), e);
        }
    }

    private static String headerText(PieceHeader header) {
        return String.join(
                "\n",
                FIRST_LINE,
                "workunit: " + header.workunitName(),
                "recording: " + header.recordingName(),
                "sub-band: " + header.subBand(),
                "segment: " + header.segment(),
                "centre-frequency-hz: " + header.centreFrequency(),
                "sample-rate-hz: " + header.sampleRate(),
                "start-sample: " + header.startSample(),
                "start-time-unix-s: " + header.startTime(),
                "polarizations: " + header.polarizations(),
                "sample-count: " + header.sampleCount(),
                "drift-rates-hz-per-s: " + list(header.search().driftRates()),
                "transform-lengths: " + list(header.search().transformLengths()),
                "threshold: " + header.search().threshold(),
                "end\n");
    }

    private static String list(List<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(joining(" "));
    }

    private static <T> List<T> list(String text, Function<String, T> parse) {
        return Arrays.stream(text.split(" ")).map(parse).toList();
    }
}
