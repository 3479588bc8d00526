package org.muster.science.recording;

/**
 * What was observed, where and when.
 *
 * @param telescope {@code TELESCOP}, or {@code unknown}
 * @param source {@code SRC_NAME}, or {@code unknown}
 * @param startUnixSeconds when the stream of packets began ({@code STT_IMJD}, {@code STT_SMJD}, {@code STT_OFFS}), seconds since
 *     1970 UTC; 0 when the header does not say
 * @param rightAscensionDegrees {@code RA}, degrees; 0 when the header does not say
 * @param declinationDegrees {@code DEC}, degrees; 0 when the header does not say
 */
public record Observation(
        String telescope,
        String source,
        double startUnixSeconds,
        double rightAscensionDegrees,
        double declinationDegrees) {}
