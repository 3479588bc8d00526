package org.muster.science.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** A small recording of seeded noise whose overlaps really repeat, for tests. */
final class NoiseRecording {
    static final RadioBand BAND = new RadioBand(1420, 0.002, 0.001);
    static final Observation OBSERVATION = new Observation("Parkes", "noise", 1_600_000_000.25, 83.5, -22.25);

    private final SampleLayout layout;
    private final boolean directIo;
    private final byte[][] channels;

    NoiseRecording(SampleLayout layout, boolean directIo, int blocks) {
        this.layout = layout;
        this.directIo = directIo;
        int times = blocks * layout.freshSamplesPerBlock() + layout.overlapSamples();
        channels = new byte[layout.channels()][times * layout.bytesPerTime()];
        Random random = new Random(7);
        for (byte[] channel : channels) {
            random.nextBytes(channel);
        }
    }

    /** What was put into a channel, time by time, from the recording's first sample. */
    byte[] channel(int channel) {
        return channels[channel];
    }

    /** The file with these blocks, counted from 0; a block left out is a lost one. */
    byte[] file(int... blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordingWriter writer = new RecordingWriter(out, layout, BAND, OBSERVATION, directIo)) {
            for (int block : blocks) {
                writer.write((long) block * layout.freshSamplesPerBlock(), samples(block));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private byte[] samples(int block) {
        byte[] samples = new byte[layout.blockBytes()];
        int channelBytes = layout.samplesPerBlock() * layout.bytesPerTime();
        int from = block * layout.freshSamplesPerBlock() * layout.bytesPerTime();
        for (int channel = 0; channel < layout.channels(); channel++) {
            System.arraycopy(channels[channel], from, samples, channel * channelBytes, channelBytes);
        }
        return samples;
    }
}
