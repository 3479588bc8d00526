package org.muster.science.generator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.muster.common.files.WholeFile;
import org.muster.science.recording.RadioBand;
import org.muster.science.recording.RecordingWriter;
import org.muster.science.recording.SampleLayout;
import org.muster.science.signals.InjectedSignal;

/** Writes a {@link GeneratedRecording} as a GUPPI RAW file. */
public final class RecordingGenerator {
    /** Root of the mean square of the real or imaginary part of the noise, in steps of the 8-bit samples. */
    static final double NOISE_LEVEL = 20;

    private final GeneratedRecording recording;
    private final List<SignalVoltage> signals;
    private final Random[] noise;

    private RecordingGenerator(GeneratedRecording recording) {
        this.recording = recording;
        this.signals = recording.signals().stream().map(this::voltage).toList();
        this.noise = IntStream.range(0, recording.layout().channels())
                .mapToObj(channel -> new Random(recording.seed() * 1_000_003 + channel))
                .toArray(Random[]::new);
    }

    /**
     * Writes the recording, whole or not at all; does nothing when the same recording is already there.
     *
     * @return what was put into the noise
     * @throws IllegalArgumentException when a signal lies outside the recording's band
     */
    public static List<InjectedSignal> write(GeneratedRecording recording, Path file) throws IOException {
        RecordingGenerator generator = new RecordingGenerator(recording);
        WholeFile.write(file, generator::writeTo);
        return recording.signals();
    }

    private void writeTo(OutputStream out) throws IOException {
        SampleLayout layout = recording.layout();
        // The writer is left open: closing it would close a stream that belongs to the caller.
        RecordingWriter writer = new RecordingWriter(out, layout, recording.band(), recording.observation(), true);
        byte[] block = new byte[layout.blockBytes()];
        for (int number = 0; number < recording.blocks(); number++) {
            long start = (long) number * layout.freshSamplesPerBlock();
            for (int channel = 0; channel < layout.channels(); channel++) {
                fill(block, channel, number == 0 ? 0 : layout.overlapSamples(), start);
            }
            writer.write(start, block);
        }
    }

    /** Fills a channel of a block that still holds the block before, whose end is repeated. */
    private void fill(byte[] block, int channel, int repeated, long start) {
        SampleLayout layout = recording.layout();
        int channelAt = (int) layout.channelOffset(channel);
        int timeBytes = layout.bytesPerTime();
        System.arraycopy(
                block, channelAt + layout.freshSamplesPerBlock() * timeBytes, block, channelAt, repeated * timeBytes);
        int fresh = layout.samplesPerBlock() - repeated;
        double[] tonesReal = new double[fresh];
        double[] tonesImaginary = new double[fresh];
        for (SignalVoltage signal : signals) {
            if (signal.channel() == channel) {
                signal.addTo(
                        tonesReal,
                        tonesImaginary,
                        start + repeated,
                        recording.band().sampleSeconds());
            }
        }
        int at = channelAt + repeated * timeBytes;
        for (int time = 0; time < fresh; time++) {
            for (int polarization = 0; polarization < layout.polarizations(); polarization++) {
                block[at++] = rounded(tonesReal[time] + NOISE_LEVEL * noise[channel].nextGaussian());
                block[at++] = rounded(tonesImaginary[time] + NOISE_LEVEL * noise[channel].nextGaussian());
            }
        }
    }

    private static byte rounded(double value) {
        return (byte) Math.clamp(Math.rint(value), -127, 127);
    }

    private SignalVoltage voltage(InjectedSignal signal) {
        RadioBand band = recording.band();
        int channels = recording.layout().channels();
        for (int channel = 0; channel < channels; channel++) {
            double offset = signal.frequency() - band.channelCentreHertz(channel, channels);
            if (Math.abs(offset) <= band.channelSampleRate() / 2) {
                double level = signal.amplitude() * NOISE_LEVEL * Math.sqrt(2);
                return new SignalVoltage(signal, channel, offset, band.inverted(), level);
            }
        }
        throw new IllegalArgumentException(
                "the signal at " + signal.frequency() + " Hz is outside the recording's band");
    }
}
