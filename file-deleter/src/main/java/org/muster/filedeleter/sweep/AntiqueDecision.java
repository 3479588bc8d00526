package org.muster.filedeleter.sweep;

import java.time.Duration;

/** What the sweeper says of a file, decided from nothing but these facts. The README has it as a table. */
final class AntiqueDecision {

    /** What the rows say of a file. */
    enum Claim {
        /** A row names it and is not through with it. */
        WANTED,
        /** The row that names it says that it was deleted. */
        DELETED,
        /** No row names it. */
        NONE
    }

    private AntiqueDecision() {}

    /** Whether rows need to be asked at all: not of files that stay whatever the rows say. */
    static boolean dependsOnRows(boolean ours, Duration age, Duration grace) {
        return ours && age.compareTo(grace) >= 0;
    }

    /**
     * Decides.
     *
     * @param ours whether it is a plain file, with a name such as ours have, in the place where such a file belongs
     * @param age since its content or its entry was last changed
     * @param grace age below which nothing is an antique
     * @param claim what the rows say; without effect when they need not be asked
     */
    static Verdict decide(boolean ours, Duration age, Duration grace, Claim claim) {
        if (!ours) {
            return Verdict.FOREIGN;
        }
        if (age.compareTo(grace) < 0) {
            return Verdict.YOUNG;
        }
        return switch (claim) {
            case WANTED -> Verdict.WANTED;
            case DELETED -> Verdict.DELETED_BEFORE;
            case NONE -> Verdict.NO_ROW;
        };
    }
}
