package org.muster.science.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Writes a GUPPI RAW recording block by block. Not thread-safe.
 *
 * <p>The same blocks always give the same bytes.
 */
public final class RecordingWriter implements Closeable {
    private static final int DIRECT_IO_ALIGNMENT = 512;
    private static final double UNIX_EPOCH_MJD = 40587;
    private static final int SECONDS_PER_DAY = 86400;

    private final OutputStream out;
    private final SampleLayout layout;
    private final RadioBand band;
    private final Observation observation;
    private final boolean directIo;

    /**
     * A writer that owns {@code out}.
     *
     * @param directIo whether headers are padded to a multiple of 512 bytes
     */
    public RecordingWriter(
            OutputStream out, SampleLayout layout, RadioBand band, Observation observation, boolean directIo) {
        this.out = out;
        this.layout = layout;
        this.band = band;
        this.observation = observation;
        this.directIo = directIo;
    }

    /** Bytes of one numbered packet: one time of every channel, so that any overlap is a whole number of packets. */
    private int packetBytes() {
        return layout.channels() * layout.bytesPerTime();
    }

    /**
     * Writes one block.
     *
     * @param firstSample time of the block's first sample, in samples since the observation's start; becomes its packet number
     * @param samples {@code BLOCSIZE} bytes in the order of {@link SampleLayout}
     */
    public void write(long firstSample, byte[] samples) throws IOException {
        if (samples.length != layout.blockBytes()) {
            throw new IllegalArgumentException(
                    "a block has " + layout.blockBytes() + " bytes of samples, not " + samples.length);
        }
        out.write(header(firstSample));
        out.write(samples);
    }

    private byte[] header(long firstSample) {
        StringBuilder cards = new StringBuilder();
        text(cards, "BACKEND", "GUPPI");
        text(cards, "TELESCOP", observation.telescope());
        text(cards, "SRC_NAME", observation.source());
        number(cards, "RA", observation.rightAscensionDegrees());
        number(cards, "DEC", observation.declinationDegrees());
        number(cards, "OBSFREQ", band.centreMegahertz());
        number(cards, "OBSBW", band.bandwidthMegahertz());
        number(cards, "CHAN_BW", band.bandwidthMegahertz() / layout.channels());
        number(cards, "TBIN", band.sampleSeconds());
        number(cards, "OBSNCHAN", layout.channels());
        // Two polarizations are written the old way, as the four products that come of them: every reader knows that.
        number(cards, "NPOL", layout.polarizations() == 2 ? 4 : 1);
        number(cards, "NBITS", 8);
        number(cards, "BLOCSIZE", layout.blockBytes());
        number(cards, "OVERLAP", layout.overlapSamples());
        number(cards, "DIRECTIO", directIo ? 1 : 0);
        double start = observation.startUnixSeconds();
        double day = Math.floor(start / SECONDS_PER_DAY);
        double second = Math.floor(start - day * SECONDS_PER_DAY);
        number(cards, "STT_IMJD", day + UNIX_EPOCH_MJD);
        number(cards, "STT_SMJD", second);
        number(cards, "STT_OFFS", start - day * SECONDS_PER_DAY - second);
        number(cards, "PKTSIZE", packetBytes());
        number(cards, "PKTIDX", (double) firstSample);
        cards.append(String.format(Locale.ROOT, "%-80s", "END"));
        int padding = directIo ? Math.floorMod(-cards.length(), DIRECT_IO_ALIGNMENT) : 0;
        cards.repeat(" ", padding);
        return cards.toString().getBytes(US_ASCII);
    }

    private static void text(StringBuilder cards, String keyword, String value) {
        cards.append(String.format(Locale.ROOT, "%-80s", String.format(Locale.ROOT, "%-8s= '%-8s'", keyword, value)));
    }

    private static void number(StringBuilder cards, String keyword, double value) {
        String text = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
        cards.append(String.format(Locale.ROOT, "%-80s", String.format(Locale.ROOT, "%-8s= %20s", keyword, text)));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
