package org.muster.science.recording;

import java.util.Locale;
import java.util.Optional;

/** Whether a block follows the one before it, and how much time lies between them. Pure. */
final class BlockSequence {
    /** Lost blocks in a row beyond which the packet number is taken for garbage and not for a gap. */
    static final int LONGEST_GAP_BLOCKS = 1000;

    private BlockSequence() {}

    /**
     * What makes a block unfit to follow the first block of its recording; empty when it fits.
     *
     * @param first the header of block 1
     * @param previous the header of the block before
     * @param next the header in question
     */
    static Optional<String> misfit(BlockHeader first, BlockHeader previous, BlockHeader next) {
        if (!next.layout().equals(first.layout())) {
            return Optional.of("its layout differs from block 1's: " + next.layout() + " after " + first.layout());
        }
        if (!next.band().equals(first.band())) {
            return Optional.of("its band differs from block 1's: " + next.band() + " after " + first.band());
        }
        if (next.packets().isPresent() != first.packets().isPresent()) {
            return Optional.of("it numbers its packets differently from block 1");
        }
        if (next.packets().isEmpty()) {
            return Optional.empty();
        }
        PacketPlace place = next.packets().get();
        PacketPlace before = previous.packets().orElseThrow();
        if (place.packetsPerBlock() != before.packetsPerBlock()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "a block takes %d packets, in the block before it took %d",
                    place.packetsPerBlock(),
                    before.packetsPerBlock()));
        }
        long step = place.index() - before.index();
        if (step <= 0) {
            return Optional.of(
                    "PKTIDX goes from " + before.index() + " to " + place.index() + "; time cannot run backwards");
        }
        if (step / place.packetsPerBlock() > LONGEST_GAP_BLOCKS) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "PKTIDX jumps from %d to %d, that is more than %d lost blocks",
                    before.index(),
                    place.index(),
                    LONGEST_GAP_BLOCKS));
        }
        return Optional.empty();
    }

    /** Samples from the start of one block to the start of the next, which {@link #misfit} has passed; at least 1. */
    static long step(BlockHeader previous, BlockHeader next) {
        long fresh = next.layout().freshSamplesPerBlock();
        if (next.packets().isEmpty()) {
            return fresh;
        }
        long packets =
                next.packets().get().index() - previous.packets().orElseThrow().index();
        long perBlock = next.packets().get().packetsPerBlock();
        // Whole blocks are counted apart: packet numbers may be so large that the product overflows.
        return Math.max(1, packets / perBlock * fresh + packets % perBlock * fresh / perBlock);
    }
}
