package org.muster.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.control.supervisor.SupervisorDecision.Action;

class SupervisorDecisionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MEGABYTE = 1 << 20;

    private final SupervisorDecision decision = new SupervisorDecision(Duration.ofSeconds(10), Duration.ofSeconds(8));

    @Test
    void a_process_that_is_wanted_and_not_there_is_started_after_its_back_off() {
        assertThat(dead(true, 0, 0)).isEqualTo(Action.START);
        assertThat(dead(true, 1, 0)).isEqualTo(Action.START);
        assertThat(dead(true, 2, 0)).isEqualTo(Action.LEAVE);
        assertThat(dead(true, 2, 1)).isEqualTo(Action.START);
        assertThat(dead(true, 4, 3)).isEqualTo(Action.LEAVE);
        assertThat(dead(true, 4, 4)).isEqualTo(Action.START);
        assertThat(dead(false, 0, 100)).isEqualTo(Action.LEAVE);
    }

    @Test
    void a_process_that_somebody_else_told_to_end_is_not_started_while_the_machine_may_be_going_down() {
        assertThat(told(1, 1)).isEqualTo(Action.LEAVE);
        assertThat(told(1, 2)).isEqualTo(Action.START);
        assertThat(told(4, 3)).as("the back-off is longer").isEqualTo(Action.LEAVE);
    }

    private Action told(int failures, long endedSecondsAgo) {
        return decide(new ChildCondition(
                        false,
                        true,
                        false,
                        NOW.minusSeconds(endedSecondsAgo),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        512 * MEGABYTE,
                        true,
                        failures))
                .action();
    }

    @Test
    void the_back_off_doubles_to_a_minute_and_no_further() {
        assertThat(SupervisorDecision.backOff(1)).isZero();
        assertThat(SupervisorDecision.backOff(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(SupervisorDecision.backOff(8)).isEqualTo(Duration.ofMinutes(1));
        assertThat(SupervisorDecision.backOff(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_process_that_is_well_is_left_alone() {
        assertThat(decide(running(30, 1, 100, 0)).action()).isEqualTo(Action.LEAVE);
        assertThat(decide(running(30, 10, 512, 0)).action()).isEqualTo(Action.LEAVE);
    }

    @Test
    void a_silent_process_is_killed_because_it_would_not_hear() {
        assertThat(decide(running(30, 11, 100, 0)))
                .isEqualTo(new SupervisorDecision.Step(Action.KILL, "hung: no sign of life for 10 s"));
    }

    @Test
    void a_process_that_starts_may_take_its_time_but_not_for_ever() {
        assertThat(decide(starting(299)).action()).isEqualTo(Action.LEAVE);
        assertThat(decide(starting(301)).action()).isEqualTo(Action.KILL);
    }

    @Test
    void a_process_that_outgrew_its_memory_may_finish_what_is_half_done() {
        assertThat(decide(running(30, 1, 513, 0)))
                .isEqualTo(new SupervisorDecision.Step(Action.TELL_TO_END, "outgrew its memory: 513 MB of 512"));
    }

    @Test
    void a_process_that_is_not_wanted_is_told_to_end_and_killed_when_it_does_not() {
        assertThat(decide(alive(false, 30, Optional.of(1L), Optional.empty(), 100, 0))
                        .action())
                .isEqualTo(Action.TELL_TO_END);
        assertThat(decide(alive(false, 30, Optional.of(1L), Optional.of(7L), 100, 0))
                        .action())
                .isEqualTo(Action.LEAVE);
        assertThat(decide(alive(false, 30, Optional.of(1L), Optional.of(9L), 100, 0))
                        .action())
                .isEqualTo(Action.KILL);
    }

    @Test
    void a_process_that_is_ending_is_not_judged_by_its_silence_or_size() {
        assertThat(decide(alive(true, 30, Optional.of(20L), Optional.of(2L), 9999, 3))
                        .action())
                .isEqualTo(Action.LEAVE);
    }

    @Test
    void failures_are_forgiven_after_a_minute_of_good_conduct() {
        assertThat(decide(running(59, 1, 100, 3)).action()).isEqualTo(Action.LEAVE);
        assertThat(decide(running(61, 1, 100, 3)).action()).isEqualTo(Action.FORGIVE);
        assertThat(decide(running(61, 1, 100, 0)).action()).isEqualTo(Action.LEAVE);
    }

    @Test
    void a_supervisor_that_ends_begins_nothing_more() {
        assertThat(dead(true, true, 0, 100)).isEqualTo(Action.LEAVE);
        assertThat(dead(true, true, 1, 100)).isEqualTo(Action.LEAVE);
    }

    private Action dead(boolean wanted, int failures, long endedSecondsAgo) {
        return dead(false, wanted, failures, endedSecondsAgo);
    }

    private Action dead(boolean ending, boolean wanted, int failures, long endedSecondsAgo) {
        return decide(new ChildCondition(
                        ending,
                        wanted,
                        false,
                        NOW.minusSeconds(endedSecondsAgo),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        512 * MEGABYTE,
                        false,
                        failures))
                .action();
    }

    private static ChildCondition running(long startedAgo, long signAgo, long megabytes, int failures) {
        return alive(true, startedAgo, Optional.of(signAgo), Optional.empty(), megabytes, failures);
    }

    private static ChildCondition starting(long startedAgo) {
        return alive(true, startedAgo, Optional.empty(), Optional.empty(), 100, 0);
    }

    private static ChildCondition alive(
            boolean wanted,
            long startedAgo,
            Optional<Long> signAgo,
            Optional<Long> toldAgo,
            long megabytes,
            int failures) {
        return new ChildCondition(
                false,
                wanted,
                true,
                NOW.minusSeconds(startedAgo),
                signAgo.map(NOW::minusSeconds),
                toldAgo.map(NOW::minusSeconds),
                megabytes * MEGABYTE,
                512 * MEGABYTE,
                false,
                failures);
    }

    private SupervisorDecision.Step decide(ChildCondition child) {
        return decision.decide(child, NOW);
    }
}
