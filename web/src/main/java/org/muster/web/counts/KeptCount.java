package org.muster.web.counts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * The count of one range of an index, kept in pieces. Each round counts the end anew, where rows appear, and audits the
 * pieces whose count is oldest, as many as there is time for, against the rows. So a round costs the same however long the
 * queue is: the count of a short one is always fresh, and of a long one each piece is at most some rounds old.
 *
 * <p>Not thread-safe.
 */
final class KeptCount {
    /** Rows of a piece when it is made: some milliseconds of counting. */
    static final int PIECE = 20_000;

    /** Rows behind {@code after} up to {@code to}, counted at a moment (Unix seconds). */
    private record Piece(long after, long to, long amount, long countedAt) {}

    /** When a round must end. */
    @FunctionalInterface
    interface Budget {
        boolean isSpent();
    }

    private final IndexRange range;
    private final int pieceRows;
    private final List<Piece> pieces = new ArrayList<>();
    private long endedAt = Long.MIN_VALUE;
    private boolean complete;
    private long oldest;

    KeptCount(IndexRange range) {
        this(range, PIECE);
    }

    /** With pieces of another size. */
    KeptCount(IndexRange range, int pieceRows) {
        this.range = range;
        this.pieceRows = pieceRows;
    }

    /** A round: the end first, then the pieces whose count is oldest while there is time. */
    void refresh(Handle handle, long now, Budget budget) {
        countEnd(handle, now, budget);
        List<Piece> stale = pieces.stream()
                .filter(piece -> piece.countedAt() < now)
                .sorted(Comparator.comparingLong(Piece::countedAt))
                .toList();
        for (Piece piece : stale) {
            if (budget.isSpent()) {
                break;
            }
            // One before it may have been empty and have become part of it.
            if (pieces.contains(piece)) {
                audit(handle, piece, now);
            }
        }
        oldest = range.oldest(handle, range.queue().end(now));
    }

    /** All rows, each piece as of its last count. */
    long amount() {
        return pieces.stream().mapToLong(Piece::amount).sum();
    }

    /** False until the range has been counted from one end to the other once. */
    boolean complete() {
        return complete;
    }

    /** Every piece has been compared with the rows at this moment or later; {@code now} when there is none. */
    long auditedAt(long now) {
        return pieces.stream().mapToLong(Piece::countedAt).min().orElse(now);
    }

    /** Since when the longest-waiting row waits; 0 for none. */
    long oldest() {
        return oldest;
    }

    int pieces() {
        return pieces.size();
    }

    private void countEnd(Handle handle, long now, Budget budget) {
        if (complete && !pieces.isEmpty()) {
            endedAt = pieces.removeLast().after();
        }
        long after = endedAt;
        long end = range.queue().end(now);
        complete = false;
        do {
            OptionalLong ahead = range.ahead(handle, after, pieceRows);
            if (ahead.isEmpty() || ahead.getAsLong() >= end) {
                pieces.add(new Piece(after, end, range.count(handle, after, end), now));
                complete = true;
                return;
            }
            long to = ahead.getAsLong();
            pieces.add(new Piece(after, to, range.count(handle, after, to), now));
            after = to;
            endedAt = to;
        } while (!budget.isSpent());
    }

    /** Counts a piece anew. An empty one becomes part of the next, one that has grown is cut in two. */
    private void audit(Handle handle, Piece piece, long now) {
        int place = pieces.indexOf(piece);
        long amount = range.count(handle, piece.after(), piece.to());
        if (amount == 0 && place + 1 < pieces.size()) {
            Piece next = pieces.get(place + 1);
            pieces.set(place + 1, new Piece(piece.after(), next.to(), next.amount(), next.countedAt()));
            pieces.remove(place);
            return;
        }
        pieces.set(place, new Piece(piece.after(), piece.to(), amount, now));
        OptionalLong middle =
                amount > 2L * pieceRows ? range.ahead(handle, piece.after(), pieceRows) : OptionalLong.empty();
        if (middle.isPresent() && middle.getAsLong() < piece.to()) {
            long first = range.count(handle, piece.after(), middle.getAsLong());
            pieces.set(place, new Piece(piece.after(), middle.getAsLong(), first, now));
            pieces.add(
                    place + 1,
                    new Piece(
                            middle.getAsLong(), piece.to(), range.count(handle, middle.getAsLong(), piece.to()), now));
        }
    }
}
