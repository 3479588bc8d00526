package org.muster.science.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelReaderTest {
    private static final SampleLayout LAYOUT = new SampleLayout(3, 2, 3 * 4 * 50, 8);

    @TempDir
    Path directory;

    private final NoiseRecording noise = new NoiseRecording(LAYOUT, false, 4);

    @Test
    void any_stretch_of_any_channel_comes_back_as_it_was_written() throws IOException {
        try (ChannelReader reader = ChannelReader.open(scan(noise.file(0, 1, 2, 3)))) {
            int times = 4 * 42 + 8;
            for (int channel = 0; channel < 3; channel++) {
                for (int from = 0; from < times; from += 13) {
                    int count = Math.min(70, times - from);
                    assertThat(bytes(reader.read(channel, from, count)))
                            .isEqualTo(Arrays.copyOfRange(noise.channel(channel), 4 * from, 4 * (from + count)));
                }
            }
        }
    }

    @Test
    void what_lost_blocks_held_and_what_lies_outside_is_zero() throws IOException {
        try (ChannelReader reader = ChannelReader.open(scan(noise.file(0, 2)))) {
            byte[] expected = noise.channel(1).clone();
            Arrays.fill(expected, 4 * 50, 4 * 84, (byte) 0);
            expected = Arrays.copyOf(expected, 4 * 134);

            byte[] withMargins = bytes(reader.read(1, -5, 150));
            assertThat(withMargins).startsWith(new byte[20]).endsWith(new byte[4 * 11]);
            assertThat(Arrays.copyOfRange(withMargins, 20, 20 + 4 * 134)).isEqualTo(expected);
        }
    }

    @Test
    void the_arecibo_recording_has_the_level_of_noise_that_its_bytes_have() throws IOException {
        RecordingScan scan = new RecordingScanner(() -> {}).scan(SampleRecordings.arecibo());
        try (ChannelReader reader = ChannelReader.open(scan)) {
            ComplexSamples samples = reader.read(2, 0, (int) scan.samples());
            double sum = 0;
            for (float value : samples.real()[0]) {
                sum += value * value;
            }
            assertThat(Math.sqrt(sum / samples.count())).isBetween(12.5, 13.5);
        }
    }

    @Test
    void a_file_that_shrank_after_the_scan_is_a_read_error() throws IOException {
        RecordingScan scan = scan(noise.file(0, 1, 2, 3));
        Files.write(scan.path(), noise.file(0));
        try (ChannelReader reader = ChannelReader.open(scan)) {
            assertThatThrownBy(() -> reader.read(0, 100, 20))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("has become shorter");
        }
    }

    private RecordingScan scan(byte[] file) throws IOException {
        return new RecordingScanner(() -> {}).scan(Files.write(directory.resolve("recording.raw"), file));
    }

    private static byte[] bytes(ComplexSamples samples) {
        byte[] bytes = new byte[samples.count() * 4];
        for (int time = 0; time < samples.count(); time++) {
            for (int polarization = 0; polarization < 2; polarization++) {
                bytes[4 * time + 2 * polarization] = (byte) samples.real()[polarization][time];
                bytes[4 * time + 2 * polarization + 1] = (byte) samples.imaginary()[polarization][time];
            }
        }
        return bytes;
    }
}
