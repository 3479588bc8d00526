package org.muster.science.recording;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Reads stretches of single coarse channels out of a scanned recording.
 *
 * <p>Only the bytes of the wanted channel and time are read. What blocks repeat of the one before is left out; what lost blocks
 * have left open, and times before the start or after the end, are zero. Not thread-safe.
 */
public final class ChannelReader implements Closeable {
    private final RecordingScan scan;
    private final BlockHeader header;
    private final FileChannel file;

    private ChannelReader(RecordingScan scan, BlockHeader header, FileChannel file) {
        this.scan = scan;
        this.header = header;
        this.file = file;
    }

    /**
     * Opens a recording.
     *
     * @throws IllegalArgumentException when it was refused
     */
    public static ChannelReader open(RecordingScan scan) throws IOException {
        BlockHeader header = scan.header()
                .orElseThrow(
                        () -> new IllegalArgumentException(scan.path() + " was refused, there is nothing to read"));
        return new ChannelReader(scan, header, FileChannel.open(scan.path(), StandardOpenOption.READ));
    }

    /**
     * Reads {@code count} times of a channel.
     *
     * @param channel coarse channel, from 0
     * @param from first time, in samples since the recording's first; may be negative
     * @throws EOFException when the file has become shorter since it was scanned
     */
    public ComplexSamples read(int channel, long from, int count) throws IOException {
        SampleLayout layout = header.layout();
        ComplexSamples samples = ComplexSamples.zeros(layout.polarizations(), count);
        long done = Math.max(from, 0);
        long end = from + count;
        for (int i = scan.firstBlockEndingAfter(done); i < scan.blocks().size() && done < end; i++) {
            BlockPlace block = scan.blocks().get(i);
            long start = Math.max(done, block.firstSample());
            long stop = Math.min(end, block.firstSample() + layout.samplesPerBlock());
            if (start < stop) {
                byte[] bytes = bytes(block, channel, start, (int) (stop - start));
                decode(bytes, samples, (int) (start - from));
                done = stop;
            }
        }
        return samples;
    }

    private byte[] bytes(BlockPlace block, int channel, long start, int times) throws IOException {
        SampleLayout layout = header.layout();
        byte[] raw = new byte[times * layout.bytesPerTime()];
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        long position = block.samplesAt()
                + layout.channelOffset(channel)
                + (start - block.firstSample()) * layout.bytesPerTime();
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position + bytes.position());
            if (read < 0) {
                throw new EOFException(
                        scan.path() + " has become shorter since it was looked through: it ends before byte "
                                + (position + bytes.limit()));
            }
        }
        return raw;
    }

    private static void decode(byte[] raw, ComplexSamples samples, int at) {
        int polarizations = samples.polarizations();
        int next = 0;
        for (int time = at; next < raw.length; time++) {
            for (int polarization = 0; polarization < polarizations; polarization++) {
                samples.real()[polarization][time] = raw[next++];
                samples.imaginary()[polarization][time] = raw[next++];
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
