package org.muster.control.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done with a process. Pure; its table is in the module's README.
 *
 * @param silence after so long without a sign of life a process hangs
 * @param patience time for a process to finish what is half done
 */
record SupervisorDecision(Duration silence, Duration patience) {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    /** A machine that goes down tells every process to end, some of them before the supervisor. */
    private static final Duration AFTER_A_WORD_FROM_OTHERS = Duration.ofSeconds(2);

    private static final Duration WELL = Duration.ofMinutes(1);
    private static final long MEGABYTE = 1 << 20;

    /** What to do. */
    enum Action {
        /** Nothing now. */
        LEAVE,
        /** Begin a process. */
        START,
        /** Ask it to finish and end (SIGTERM). */
        TELL_TO_END,
        /** End it now (SIGKILL). */
        KILL,
        /** It has run well for so long that earlier failures are forgotten. */
        FORGIVE
    }

    /**
     * What to do, and why.
     *
     * @param reason in words for the operator; empty where there is nothing to explain
     */
    record Step(Action action, String reason) {
        private static final Step NOTHING = new Step(Action.LEAVE, "");
    }

    Step decide(ChildCondition child, Instant now) {
        if (!child.alive()) {
            boolean due = !now.isBefore(child.since().plus(pause(child)));
            return child.wanted() && due && !child.ending() ? new Step(Action.START, "") : Step.NOTHING;
        }
        Optional<Instant> told = child.toldToEnd();
        if (told.isPresent()) {
            return older(told.get(), patience, now)
                    ? new Step(Action.KILL, "did not end within " + patience.toSeconds() + " s")
                    : Step.NOTHING;
        }
        if (!child.wanted()) {
            return new Step(Action.TELL_TO_END, "");
        }
        if (child.lastSign().isEmpty() && older(child.since(), LONGEST_START, now)) {
            return new Step(
                    Action.KILL, "gave no sign of life within " + LONGEST_START.toSeconds() + " s of its start");
        }
        if (child.lastSign().isPresent() && older(child.lastSign().get(), silence, now)) {
            return new Step(Action.KILL, "hung: no sign of life for " + silence.toSeconds() + " s");
        }
        if (child.residentBytes() > child.memoryBytes()) {
            return new Step(
                    Action.TELL_TO_END,
                    "outgrew its memory: " + child.residentBytes() / MEGABYTE + " MB of "
                            + child.memoryBytes() / MEGABYTE);
        }
        return child.failures() > 0 && older(child.since(), WELL, now) ? new Step(Action.FORGIVE, "") : Step.NOTHING;
    }

    /** How long to wait before the next start of a process that ended. */
    static Duration pause(ChildCondition child) {
        Duration backOff = backOff(child.failures());
        return child.toldByOthers() && backOff.compareTo(AFTER_A_WORD_FROM_OTHERS) < 0
                ? AFTER_A_WORD_FROM_OTHERS
                : backOff;
    }

    /** The back-off: at once after the first failure, then 1 s, 2 s, 4 s … a minute. */
    static Duration backOff(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 2, 10));
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    private static boolean older(Instant moment, Duration limit, Instant now) {
        return now.isAfter(moment.plus(limit));
    }
}
