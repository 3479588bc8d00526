package org.muster.science.piece;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A piece's header as lines of text, which both the piece and the result of its search carry. The same header always
 * gives the same lines: keys come in one order and numbers are printed as the shortest decimal that reads back as the
 * same number.
 */
public final class PieceHeaderText {
    private PieceHeaderText() {}

    /** The header, one {@code key: value} line after the other, each with its line feed. */
    public static String lines(PieceHeader header) {
        return String.join(
                "\n",
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
                "threshold: " + header.search().threshold() + "\n");
    }

    /**
     * The header that the lines hold.
     *
     * @throws PieceFormatException when a line is missing or makes no sense
     */
    public static PieceHeader header(HeaderLines lines) throws PieceFormatException {
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

    private static String list(List<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(joining(" "));
    }

    private static <T> List<T> list(String text, Function<String, T> parse) {
        return Arrays.stream(text.split(" ")).map(parse).toList();
    }
}
