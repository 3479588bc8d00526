package org.muster.science.search;

import java.util.List;
import java.util.Random;
import org.muster.science.piece.Piece;
import org.muster.science.piece.PieceHeader;
import org.muster.science.piece.SearchParameters;
import org.muster.science.signals.InjectedSignal;

/** Makes pieces of seeded noise and signals, as a splitter would cut them from a recording. */
public final class TestPieces {
    public static final double SAMPLE_RATE = 1000;
    public static final double CENTRE = 1_420_400_000;
    private static final double NOISE = 20;

    private TestPieces() {}

    public static PieceHeader header(int sampleCount, SearchParameters search) {
        return header(0, 0, sampleCount, search);
    }

    public static PieceHeader header(int segment, long startSample, int sampleCount, SearchParameters search) {
        return new PieceHeader(
                "rec_0_" + segment,
                "rec",
                0,
                segment,
                CENTRE,
                SAMPLE_RATE,
                startSample,
                1.6e9 + startSample / SAMPLE_RATE,
                2,
                sampleCount,
                search);
    }

    public static Piece noise(PieceHeader header, long seed) {
        return piece(header, seed, List.of());
    }

    public static Piece piece(PieceHeader header, long seed, List<InjectedSignal> signals) {
        Random random = new Random(seed);
        byte[] samples = new byte[header.sampleBytes()];
        int at = 0;
        for (int sample = 0; sample < header.sampleCount(); sample++) {
            double time = (header.startSample() + sample) / header.sampleRate();
            double re = 0;
            double im = 0;
            for (InjectedSignal signal : signals) {
                if (isOn(signal, time)) {
                    double offset = signal.frequency() - header.centreFrequency();
                    double phase = 2 * Math.PI * (offset * time + 0.5 * signal.driftRate() * time * time);
                    re += signal.amplitude() * Math.cos(phase);
                    im += signal.amplitude() * Math.sin(phase);
                }
            }
            for (int polarization = 0; polarization < header.polarizations(); polarization++) {
                samples[at++] = quantised(re + random.nextGaussian() * Math.sqrt(0.5));
                samples[at++] = quantised(im + random.nextGaussian() * Math.sqrt(0.5));
            }
        }
        return new Piece(header, samples);
    }

    private static boolean isOn(InjectedSignal signal, double time) {
        return signal.pulsePeriod() == 0 || time % signal.pulsePeriod() < signal.pulseLength();
    }

    private static byte quantised(double value) {
        return (byte) Math.clamp(Math.round(value * NOISE), -127, 127);
    }
}
