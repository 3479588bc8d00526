package org.muster.science.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns cards into a {@link BlockHeader}, and refuses what no recorder can have meant. Pure. */
final class HeaderCheck {
    private static final int DIRECT_IO_ALIGNMENT = 512;
    private static final int MAXIMUM_CHANNELS = 1 << 20;
    private static final int UNIX_EPOCH_MJD = 40587;
    private static final double SECONDS_PER_DAY = 86400;
    private static final double TOLERATED_DISAGREEMENT = 0.01;

    private HeaderCheck() {}

    /**
     * Checks one header.
     *
     * @param cardBytes length of the cards with END, without padding
     * @throws BrokenHeaderException when a card that is needed is missing or has an absurd value
     */
    static BlockHeader check(HeaderCards cards, int cardBytes) throws BrokenHeaderException {
        SampleLayout layout = layout(cards);
        RadioBand band = band(cards);
        boolean padded = cards.whole("DIRECTIO").orElse(0) != 0;
        int headerBytes = padded ? Math.ceilDiv(cardBytes, DIRECT_IO_ALIGNMENT) * DIRECT_IO_ALIGNMENT : cardBytes;
        return new BlockHeader(headerBytes, layout, band, packets(cards, layout), observation(cards));
    }

    /** Header values that disagree with each other without making the recording unusable; one sentence each. */
    static List<String> notes(HeaderCards cards, BlockHeader header) throws BrokenHeaderException {
        List<String> notes = new ArrayList<>();
        int channels = header.layout().channels();
        double spacing = header.band().channelSpacingHertz(channels);
        double rate = header.band().channelSampleRate();
        if (disagree(Math.abs(spacing), rate)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "TBIN makes a channel %s Hz wide, OBSBW/OBSNCHAN makes it %s Hz; TBIN is believed for the width of a channel"
                            + " and OBSBW for the distance between channels",
                    rate,
                    Math.abs(spacing)));
        }
        double channelWidth = cards.number("CHAN_BW").orElse(0) * 1e6;
        if (channelWidth != 0 && disagree(channelWidth, spacing)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "CHAN_BW is %s MHz, OBSBW/OBSNCHAN is %s MHz; CHAN_BW is not believed",
                    channelWidth / 1e6,
                    spacing / 1e6));
        }
        if (header.packets().isEmpty()) {
            notes.add(
                    "the header does not number its packets (PKTIDX, PKTSIZE); the blocks are taken to follow without a gap");
        }
        return List.copyOf(notes);
    }

    private static boolean disagree(double one, double other) {
        return Math.abs(one - other) > TOLERATED_DISAGREEMENT * Math.abs(other);
    }

    private static SampleLayout layout(HeaderCards cards) throws BrokenHeaderException {
        long bits = cards.required("NBITS", 1, 64);
        if (bits != 8) {
            throw new BrokenHeaderException("NBITS is " + bits + "; only 8-bit recordings can be read");
        }
        int channels = (int) cards.required("OBSNCHAN", 1, MAXIMUM_CHANNELS);
        // NPOL = 4 means two polarizations: old recorders count the four products that come of them.
        int polarizations = switch ((int) cards.required("NPOL", 1, 4)) {
            case 1 -> 1;
            case 2, 4 -> 2;
            default -> throw new BrokenHeaderException("NPOL is 3; it must be 1, 2 or 4");
        };
        int blockBytes = (int) cards.required("BLOCSIZE", 1, Integer.MAX_VALUE);
        int timeBytes = channels * polarizations * 2;
        if (blockBytes % timeBytes != 0) {
            throw new BrokenHeaderException(String.format(
                    Locale.ROOT,
                    "BLOCSIZE is %d, not a multiple of the %d bytes of one time (OBSNCHAN makes %d channels, NPOL %d polarizations)",
                    blockBytes,
                    timeBytes,
                    channels,
                    polarizations));
        }
        long overlap = cards.whole("OVERLAP").orElse(0);
        int samples = blockBytes / timeBytes;
        if (overlap < 0 || overlap >= samples) {
            throw new BrokenHeaderException(
                    String.format(Locale.ROOT, "OVERLAP is %d in a block of %d samples", overlap, samples));
        }
        return new SampleLayout(channels, polarizations, blockBytes, (int) overlap);
    }

    private static RadioBand band(HeaderCards cards) throws BrokenHeaderException {
        double centre = cards.requiredNumber("OBSFREQ");
        double width = cards.requiredNumber("OBSBW");
        double seconds = cards.requiredNumber("TBIN");
        if (centre < 0 || centre > 1e7) {
            throw new BrokenHeaderException("OBSFREQ is " + centre + " MHz; it must lie between 0 and 10,000,000 MHz");
        }
        if (width == 0 || Math.abs(width) > 1e6) {
            throw new BrokenHeaderException("OBSBW is " + width + " MHz; it must not be 0 nor beyond 1,000,000 MHz");
        }
        if (seconds < 1e-12 || seconds > 1e3) {
            throw new BrokenHeaderException("TBIN is " + seconds + " s; it must lie between 1e-12 and 1000 s");
        }
        return new RadioBand(centre, width, seconds);
    }

    private static Optional<PacketPlace> packets(HeaderCards cards, SampleLayout layout) throws BrokenHeaderException {
        OptionalLong index = cards.whole("PKTIDX");
        if (index.isEmpty()) {
            return Optional.empty();
        }
        if (index.getAsLong() < 0) {
            throw new BrokenHeaderException("PKTIDX is " + index.getAsLong() + "; it must not be negative");
        }
        // Newer recorders say how many packet numbers a block takes; older ones count packets of PKTSIZE bytes.
        long perBlock = cards.whole("PIPERBLK").orElse(0);
        long packetBytes = cards.whole("PKTSIZE").orElse(0);
        long freshBytes = (long) layout.freshSamplesPerBlock() * layout.channels() * layout.bytesPerTime();
        if (perBlock <= 0 && packetBytes > 0 && freshBytes % packetBytes == 0) {
            perBlock = freshBytes / packetBytes;
        }
        return perBlock <= 0 ? Optional.empty() : Optional.of(new PacketPlace(index.getAsLong(), perBlock));
    }

    private static Observation observation(HeaderCards cards) throws BrokenHeaderException {
        double day = cards.number("STT_IMJD").orElse(0);
        double start = day <= 0
                ? 0
                : (day - UNIX_EPOCH_MJD) * SECONDS_PER_DAY
                        + cards.number("STT_SMJD").orElse(0)
                        + cards.number("STT_OFFS").orElse(0);
        return new Observation(
                cards.text("TELESCOP").orElse("unknown"),
                cards.text("SRC_NAME").orElse("unknown"),
                Double.isFinite(start) ? start : 0,
                cards.number("RA").orElse(0),
                cards.number("DEC").orElse(0));
    }
}
