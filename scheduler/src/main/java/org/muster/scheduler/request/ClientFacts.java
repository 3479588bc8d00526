package org.muster.scheduler.request;

import java.util.List;

/**
 * The program that asks.
 *
 * @param version its release as {@code 10000 × major + 100 × minor + release}
 * @param multipleAllowed true when several clients may run on the computer, so two may look alike
 * @param platforms the platforms it can run programs of, the preferred one first
 * @param codeSignKey the project key it holds, trimmed; empty when it has none
 */
public record ClientFacts(int version, boolean multipleAllowed, List<String> platforms, String codeSignKey) {
    public ClientFacts {
        platforms =
                platforms.stream().filter(name -> !name.isEmpty()).distinct().toList();
    }

    private static final String ANONYMOUS = "anonymous";
    /** From this release clients leave the correction of run time estimates to us. */
    private static final int LEAVES_CORRECTION = 70_028;

    /** Whether it runs only the volunteer's own programs. */
    public boolean anonymous() {
        return !platforms.isEmpty() && platforms.getFirst().equals(ANONYMOUS);
    }

    /** Whether it keeps a correction factor of its own for run time estimates. */
    public boolean correctsDurations() {
        return version > 0 && version < LEAVES_CORRECTION;
    }

    /** The first number of its release. */
    public int majorVersion() {
        return version / 10_000;
    }
}
