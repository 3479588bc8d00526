package org.muster.splitter;

import java.util.Locale;
import org.muster.common.files.DiskLevel;
import org.muster.common.files.DiskWatch;

/** What the splitter does next with the recording it has in hand. */
sealed interface SplitDecision {

    /**
     * Make these pieces.
     *
     * @param first number of the first
     * @param count how many, at least 1
     */
    record Cut(int first, int count) implements SplitDecision {}

    /**
     * Wait.
     *
     * @param reason for the status page
     */
    record HoldBack(String reason) implements SplitDecision {}

    /** All pieces are out: end the work on this recording. */
    record Finish() implements SplitDecision {}

    /**
     * Decides. Pure.
     *
     * @param nextPiece the first piece that is not out
     * @param pieces all pieces of the recording
     * @param together pieces from the next one on that are made in one go, at least 1; such a batch is not divided, so the high
     *     water is overstepped by one batch at most
     * @param backlog what waits already
     * @param limits what may wait
     * @param holding whether the decision before this one was to hold back
     */
    static SplitDecision decide(
            int nextPiece, int pieces, int together, Backlog backlog, Limits limits, boolean holding) {
        if (nextPiece >= pieces) {
            return new Finish();
        }
        if (backlog.freeBytes() < limits.minimumFreeBytes()) {
            return new HoldBack(String.format(
                    Locale.ROOT,
                    "holding back: the download area has %d MB free, less than %d",
                    backlog.freeBytes() >> 20,
                    limits.minimumFreeBytes() >> 20));
        }
        if (backlog.disks().level() != DiskLevel.NORMAL) {
            return new HoldBack("holding back: " + backlog.disks().reason());
        }
        long wall = holding ? limits.lowWater() : limits.highWater();
        if (backlog.unsentResults() >= wall) {
            return new HoldBack(String.format(
                    Locale.ROOT,
                    "holding back: %d results are unsent, going on below %d",
                    backlog.unsentResults(),
                    limits.lowWater()));
        }
        return new Cut(nextPiece, Math.min(together, pieces - nextPiece));
    }

    /**
     * What waits to be sent, and the room for more.
     *
     * @param unsentResults results that are unsent, those that the transitioner is about to make included
     * @param freeBytes free space of the download area
     * @param disks how full the disks of the download and upload areas are by their watermarks: what is cut now will need
     *     room in both
     */
    record Backlog(long unsentResults, long freeBytes, DiskWatch.Finding disks) {}

    /**
     * How much may wait.
     *
     * @param highWater unsent results from which on it holds back
     * @param lowWater unsent results below which it goes on, at most the high water
     * @param minimumFreeBytes free space of the download area that is left alone
     */
    record Limits(int highWater, int lowWater, long minimumFreeBytes) {}
}
