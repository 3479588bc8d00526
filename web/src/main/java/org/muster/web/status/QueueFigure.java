package org.muster.web.status;

import java.time.Instant;

/**
 * One queue.
 *
 * @param amount rows in it
 * @param oldest since when the longest-waiting row waits; the epoch when there is none
 */
record QueueFigure(long amount, Instant oldest) {
    static final QueueFigure EMPTY = new QueueFigure(0, Instant.EPOCH);

    QueueFigure and(QueueFigure other) {
        boolean mine = amount > 0 && (other.amount == 0 || oldest.isBefore(other.oldest));
        return new QueueFigure(amount + other.amount, mine ? oldest : other.oldest);
    }
}
