package org.muster.scheduler.rules;

/**
 * A task is not given to a computer.
 *
 * @param reason the code
 * @param words what the volunteer is told; empty when it would not help them
 */
public record Refusal(Reason reason, String words) {

    /** A refusal that the volunteer need not know of. */
    public static Refusal silent(Reason reason) {
        return new Refusal(reason, "");
    }
}
