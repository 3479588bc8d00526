package org.muster.splitter;

import java.util.SortedMap;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.science.database.RecordingRow;
import org.muster.science.filterbank.CutPlan;
import org.muster.science.filterbank.PieceCutter;
import org.muster.science.piece.Piece;

/**
 * A recording in hand: looked through, planned and leased.
 *
 * @param row what the science database says of it
 * @param decision how it is cut and what it will be called in the end
 * @param cutter makes its pieces
 * @param lease keeps other splitters away from it
 */
record OpenRecording(RecordingRow row, RecordingDecision.Begin decision, PieceCutter cutter, Lease lease) {
    /** Pieces made in one go take no more memory than this, unless a single one does. */
    private static final long MOST_BATCH_BYTES = 64L << 20;

    String name() {
        return row.name();
    }

    CutPlan plan() {
        return decision.plan();
    }

    /** How many pieces from this one on are made in one go. */
    int together(int piece) {
        if (piece >= plan().pieces()) {
            return 1;
        }
        long fitting = Math.max(1, MOST_BATCH_BYTES / (4L * plan().segmentSamples()));
        return (int) Math.min(fitting, plan().piecesToFilterTogether(piece));
    }

    /** Makes pieces; without those that hold nothing. */
    SortedMap<Integer, Piece> cut(int first, int count) throws UnreadableRecordingException {
        try {
            return cutter.cut(first, count);
        } catch (LostLeaseException | DatabaseUnavailableException e) {
            throw e;
        } catch (Exception e) {
            throw new UnreadableRecordingException(
                    "pieces " + first + " to " + (first + count - 1) + " could not be cut from " + row.path() + ": "
                            + e,
                    e);
        }
    }
}
