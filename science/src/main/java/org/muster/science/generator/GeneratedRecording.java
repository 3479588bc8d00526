package org.muster.science.generator;

import java.util.List;
import org.muster.science.recording.Observation;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.SampleLayout;
import org.muster.science.signals.InjectedSignal;

/**
 * What a made recording holds. The same description gives the same bytes on every machine.
 *
 * @param seed of the noise
 * @param layout how the samples lie
 * @param band where in the spectrum they are
 * @param observation what the headers say of telescope and time
 * @param blocks how many blocks, at least 1
 * @param signals what is put into the noise; each in the channel that holds its frequency at the start
 */
public record GeneratedRecording(
        long seed,
        SampleLayout layout,
        RadioBand band,
        Observation observation,
        int blocks,
        List<InjectedSignal> signals) {
    /** 2026-03-20T09:00:00Z: any fixed moment will do. */
    private static final double DEMONSTRATION_START = 1_773_997_200;

    private static final double DEMONSTRATION_SAMPLE_RATE = 32768;
    private static final int DEMONSTRATION_FRESH_SAMPLES = 1 << 17;
    private static final int DEMONSTRATION_OVERLAP = 512;

    public GeneratedRecording {
        signals = List.copyOf(signals);
        if (blocks < 1) {
            throw new IllegalArgumentException("a recording needs at least one block, not " + blocks);
        }
    }

    /**
     * The recording of the demonstration: 28 s of two channels of 32,768 Hz around the hydrogen line, 7.4 MB. Cut into sub-bands
     * of 4,096 Hz and segments of 65,536 samples it makes 32 pieces of 16 s. The signals are strong enough for a power of 100 and
     * more in a bin of the right length, and far from the edges of their sub-bands.
     */
    public static GeneratedRecording demonstration(long seed) {
        SampleLayout layout = new SampleLayout(
                2, 2, 2 * 4 * (DEMONSTRATION_FRESH_SAMPLES + DEMONSTRATION_OVERLAP), DEMONSTRATION_OVERLAP);
        RadioBand band = new RadioBand(1420.40575, 2 * DEMONSTRATION_SAMPLE_RATE / 1e6, 1 / DEMONSTRATION_SAMPLE_RATE);
        double centre = band.centreMegahertz() * 1e6;
        return new GeneratedRecording(
                seed,
                layout,
                band,
                new Observation("Generator", "demonstration", DEMONSTRATION_START, 83.633, 22.0145),
                7,
                List.of(
                        InjectedSignal.carrier(centre - 21_400.3, 0.02),
                        InjectedSignal.driftingCarrier(centre + 5_900.7, 0.0156, 0.02),
                        InjectedSignal.pulsedTone(centre + 18_900.2, 0, 4, 1, 0.08)));
    }

    /** The same with other signals. */
    public GeneratedRecording withSignals(List<InjectedSignal> others) {
        return new GeneratedRecording(seed, layout, band, observation, blocks, others);
    }
}
