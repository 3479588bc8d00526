package org.muster.science.filterbank;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.recording.BlockHeader;
import org.muster.science.recording.ChannelReader;
import org.muster.science.recording.ComplexSamples;
import org.muster.science.recording.RecordingScan;

/**
 * Makes the pieces of one recording. Not thread-safe.
 *
 * <p>The stretch is read twice: once to learn how strong each sub-band is, once to write it down. So memory holds the finished
 * pieces and a small stretch of input, whatever the size of the recording.
 */
public final class PieceCutter {
    /** A piece with more than this share of lost samples is not made. */
    static final double MOST_MISSING = 0.1;

    private static final int INPUT_AT_ONCE = 1 << 18;

    private final String recordingName;
    private final RecordingScan scan;
    private final BlockHeader header;
    private final CutPlan plan;
    private final Runnable heartbeat;
    private final FilterBank bank;

    /**
     * A cutter for a recording that was not refused.
     *
     * @param recordingName goes into names and headers
     * @param heartbeat run every so many samples: the place to renew a lease
     */
    public PieceCutter(String recordingName, RecordingScan scan, CutPlan plan, Runnable heartbeat) {
        this.recordingName = recordingName;
        this.scan = scan;
        this.header = scan.header().orElseThrow();
        this.plan = plan;
        this.heartbeat = heartbeat;
        this.bank = new FilterBank(plan.subBands());
    }

    /** The name of a piece's workunit: the recording, the sub-band and the segment. */
    public static String workunitName(String recordingName, int subBand, int segment) {
        return String.format(Locale.ROOT, "%s.s%04d.t%03d", recordingName, subBand, segment);
    }

    /**
     * Makes pieces that share one filtering.
     *
     * @param first number of the first piece
     * @param count how many, at most {@link CutPlan#piecesToFilterTogether}
     * @return the pieces by number; without those that lost blocks have left too empty and those without
     *     any signal; a polarization without any signal is left out of its piece
     */
    public SortedMap<Integer, Piece> cut(int first, int count) throws IOException {
        if (count < 1 || count > plan.piecesToFilterTogether(first)) {
            throw new IllegalArgumentException(
                    count + " pieces from " + first + " on are not of one channel and segment");
        }
        PiecePlace place = plan.place(first);
        SortedMap<Integer, Piece> pieces = new TreeMap<>();
        if (missing(place) > MOST_MISSING) {
            return pieces;
        }
        Quantizer[] quantizers = quantized(place, count);
        for (int i = 0; i < count; i++) {
            int living = quantizers[i].living();
            if (living > 0) {
                pieces.put(first + i, new Piece(header(plan.place(first + i), living), quantizers[i].samples()));
            }
        }
        return pieces;
    }

    private double missing(PiecePlace place) {
        long from = plan.segmentStart(place.segment()) * plan.subBands();
        long length = (long) plan.segmentSamples() * plan.subBands();
        return (double) scan.missingSamples(from, from + length) / length;
    }

    private Quantizer[] quantized(PiecePlace place, int count) throws IOException {
        int polarizations = header.layout().polarizations();
        int offset = place.subBandOfChannel();
        Quantizer[] quantizers = IntStream.range(0, count)
                .mapToObj(i -> new Quantizer(polarizations, plan.segmentSamples()))
                .toArray(Quantizer[]::new);
        try (ChannelReader reader = ChannelReader.open(scan)) {
            filter(reader, place, (polarization, time, real, imaginary) -> {
                for (int i = 0; i < count; i++) {
                    quantizers[i].measure(polarization, real[offset + i], imaginary[offset + i]);
                }
            });
            Arrays.stream(quantizers).forEach(Quantizer::measured);
            filter(reader, place, (polarization, time, real, imaginary) -> {
                for (int i = 0; i < count; i++) {
                    quantizers[i].put(polarization, time, real[offset + i], imaginary[offset + i]);
                }
            });
        }
        return quantizers;
    }

    /** Takes all sub-bands of one polarization at one time of the segment. */
    private interface Sink {
        void accept(int polarization, int time, double[] real, double[] imaginary);
    }

    private void filter(ChannelReader reader, PiecePlace place, Sink sink) throws IOException {
        long start = plan.segmentStart(place.segment());
        int atOnce = Math.max(1, INPUT_AT_ONCE / plan.subBands());
        for (int done = 0; done < plan.segmentSamples(); done += atOnce) {
            int outputs = Math.min(atOnce, plan.segmentSamples() - done);
            long from = (start + done) * plan.subBands() - bank.margin();
            ComplexSamples input = reader.read(place.channel(), from, bank.inputNeeded(outputs));
            int time = done;
            for (int polarization = 0; polarization < input.polarizations(); polarization++) {
                float[] imaginary = input.imaginary()[polarization];
                if (header.band().inverted()) {
                    negate(imaginary);
                }
                int which = polarization;
                bank.filter(
                        input.real()[polarization],
                        imaginary,
                        start + done,
                        outputs,
                        (output, re, im) -> sink.accept(which, time + output, re, im));
            }
            heartbeat.run();
        }
    }

    /** Turns the order of frequencies round, so that they rise in every piece. */
    private static void negate(float[] imaginary) {
        for (int i = 0; i < imaginary.length; i++) {
            imaginary[i] = -imaginary[i];
        }
    }

    private PieceHeader header(PiecePlace place, int polarizations) {
        double rate = header.band().channelSampleRate() / plan.subBands();
        double channelCentre = header.band()
                .channelCentreHertz(place.channel(), header.layout().channels());
        double centre = channelCentre + (place.subBandOfChannel() - (plan.subBands() - 1) / 2.0) * rate;
        int subBand = plan.subBandNumber(place);
        long start = plan.segmentStart(place.segment());
        return new PieceHeader(
                workunitName(recordingName, subBand, place.segment()),
                recordingName,
                subBand,
                place.segment(),
                centre,
                rate,
                start,
                header.startUnixSeconds() + start / rate,
                polarizations,
                plan.segmentSamples(),
                SearchParameters.defaultsFor(rate, plan.segmentSamples()));
    }
}
