package org.muster.common.daemon;

import java.time.Duration;

/**
 * How long a daemon rests after a pass that left nothing to do. Where much comes in it rests longer: more has gathered then,
 * and a set of rows costs few statements more than one row.
 *
 * @param afterLittle rest after a pass that found little or nothing
 * @param afterMuch rest after a pass that found {@value #MUCH} rows or more
 */
public record Rests(Duration afterLittle, Duration afterMuch) {
    static final int MUCH = 100;
    private static final long LONGER = 3;

    /** Rests of a daemon that takes rows forward: {@code backend.idleSeconds}, and three times that where much comes in. */
    public static Rests of(Duration idle) {
        return new Rests(idle, idle.multipliedBy(LONGER));
    }

    /** Always the same. */
    static Rests always(Duration idle) {
        return new Rests(idle, idle);
    }

    /** The rest after this pass; none when more is to be done at once. */
    Duration after(PassOutcome outcome) {
        if (outcome.more()) {
            return Duration.ZERO;
        }
        return outcome.handled() < MUCH ? afterLittle : afterMuch;
    }
}
