package org.muster.science.piece;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The file format of a piece: the line {@code muster-piece 1}, a line {@code key: value} for every part of the header,
 * the line {@code end}, and then the bytes of the samples. The same piece always gives the same bytes: keys come in one
 * order and numbers are printed as the shortest decimal that reads back as the same number.
 */
public final class PieceFormat {
    private static final String FIRST_LINE = "muster-piece 1";
    private static final String LAST_LINE = "end";

    private PieceFormat() {}

    /** Writes the piece; neither flushes nor closes the stream. */
    public static void write(Piece piece, OutputStream out) throws IOException {
        String header = FIRST_LINE + "\n" + PieceHeaderText.lines(piece.header()) + LAST_LINE + "\n";
        out.write(header.getBytes(US_ASCII));
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
        return PieceHeaderText.header(HeaderLines.read(in, FIRST_LINE, LAST_LINE));
    }
}
