package org.muster.web.limit;

/**
 * How many attempts somebody has left. Pure: an allowance of {@code perHour} is full at first, each attempt takes one,
 * and it fills up evenly over an hour.
 *
 * @param left attempts left at that moment, 0 up to the hour's number
 * @param at Unix seconds
 */
record Allowance(double left, long at) {
    private static final double HOUR = 3600;

    /** Nothing was taken yet. */
    static Allowance full(int perHour, long now) {
        return new Allowance(perHour, now);
    }

    /** The same, as far as it has filled up; a clock that was set back does not take anything away. */
    Allowance until(long now, int perHour) {
        double filled = left + Math.max(0, now - at) * perHour / HOUR;
        return new Allowance(Math.min(perHour, filled), Math.max(now, at));
    }

    /** True when one more attempt may be made. */
    boolean isEnough() {
        return left >= 1;
    }

    /** The same with more or fewer attempts, never less than none or more than the hour's number. */
    Allowance plus(int attempts, int perHour) {
        return new Allowance(Math.clamp(left + attempts, 0, perHour), at);
    }

    /** Seconds until one attempt may be made, rounded up; 0 when it may now. */
    long wait(int perHour) {
        return isEnough() ? 0 : (long) Math.ceil((1 - left) * HOUR / perHour);
    }
}
