package org.muster.upload;

import java.time.Duration;

/**
 * How slow a sender may be. Cutting one off costs it nothing but a new connection, since what came is kept.
 *
 * @param idle longest silence
 * @param grace how long a sender may take for nothing at all before its rate counts
 * @param leastRate bytes in a second that it must send after that, at least 1
 */
record SenderLimits(Duration idle, Duration grace, int leastRate) {
    /** How much more is asked of a sender while connections or room are scarce. */
    private static final int HURRY = 20;

    /**
     * How long the next byte may still take. A pure decision.
     *
     * @param arrived bytes that came so far
     * @param elapsed time since the request began
     * @param silent time since the last byte came
     * @param scarce whether others need what the sender holds
     * @return zero or less when it has taken too long already
     */
    Duration patience(long arrived, Duration elapsed, Duration silent, boolean scarce) {
        long rate = scarce ? (long) leastRate * HURRY : leastRate;
        Duration allowed = grace.plus(Duration.ofMillis(arrived * 1000 / rate));
        Duration byRate = allowed.minus(elapsed);
        Duration bySilence = idle.minus(silent);
        return byRate.compareTo(bySilence) < 0 ? byRate : bySilence;
    }
}
