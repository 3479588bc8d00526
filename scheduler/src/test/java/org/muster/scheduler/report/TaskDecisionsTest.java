package org.muster.scheduler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.scheduler.request.ReportedResult.Runtime;

class TaskDecisionsTest {

    private static final long HOST = 1;
    private static final long USER = 7;
    private static final long NOW = 1_000_000;

    @ParameterizedTest(name = "{0}/{1}, received {2}, of host {3} of user {4}: {5}")
    @CsvSource({
        "INACTIVE,    INIT,            0, 0, 0, NEVER_SENT",
        "UNSENT,      INIT,            0, 0, 0, NEVER_SENT",
        "IN_PROGRESS, INIT,            0, 1, 7, ACCEPT",
        "IN_PROGRESS, INIT,            0, 1, 8, ACCEPT",
        "IN_PROGRESS, INIT,            0, 2, 7, ACCEPT",
        "IN_PROGRESS, INIT,            0, 2, 8, FOREIGN",
        "IN_PROGRESS, INIT,            5, 1, 7, REPEATED",
        "OVER,        INIT,            0, 1, 7, REPEATED",
        "OVER,        SUCCESS,         5, 1, 7, REPEATED_SUCCESS",
        "OVER,        SUCCESS,         5, 2, 8, REPEATED",
        "OVER,        COULDNT_SEND,    0, 0, 0, REPEATED",
        "OVER,        CLIENT_ERROR,    5, 1, 7, REPEATED",
        "OVER,        NO_REPLY,        0, 1, 7, ACCEPT_LATE",
        "OVER,        NO_REPLY,        0, 2, 8, FOREIGN",
        "OVER,        DIDNT_NEED,      0, 0, 0, REPEATED",
        "OVER,        VALIDATE_ERROR,  5, 1, 7, REPEATED",
        "OVER,        CLIENT_DETACHED, 5, 1, 7, ACCEPT_LATE",
    })
    void every_state_of_a_reported_task_has_its_answer(
            ServerState state, Outcome outcome, long received, long host, long user, ReportDecision expected) {
        TaskRow task = task(state, outcome, host, user, new TaskRow.Times(100, 200, received), open());
        assertThat(ReportDecision.of(Optional.of(task), HOST, USER)).isEqualTo(expected);
        assertThat(expected.accepted())
                .isEqualTo(expected == ReportDecision.ACCEPT || expected == ReportDecision.ACCEPT_LATE);
    }

    @Test
    void a_reported_task_without_a_row_is_unknown() {
        assertThat(ReportDecision.of(Optional.empty(), HOST, USER)).isEqualTo(ReportDecision.UNKNOWN);
    }

    @ParameterizedTest(name = "{0}/{1}, of host {2} of user {3}, errors {4}, assimilated {5}: {6}")
    @CsvSource({
        "IN_PROGRESS, INIT,     1, 7, 0,  false, KEEP",
        "IN_PROGRESS, INIT,     2, 7, 0,  false, KEEP",
        "IN_PROGRESS, INIT,     1, 8, 0,  false, KEEP",
        "IN_PROGRESS, INIT,     2, 8, 0,  false, ABORT_UNKNOWN",
        "IN_PROGRESS, INIT,     1, 7, 16, false, ABORT_CANCELLED",
        "IN_PROGRESS, INIT,     1, 7, 20, true,  ABORT_CANCELLED",
        "IN_PROGRESS, INIT,     1, 7, 2,  false, KEEP",
        "IN_PROGRESS, INIT,     1, 7, 0,  true,  ABORT_UNSTARTED_FINISHED",
        "OVER,        NO_REPLY, 1, 7, 0,  false, ABORT_UNSTARTED_LATE",
        "OVER,        SUCCESS,  1, 7, 0,  false, KEEP",
    })
    void every_task_that_a_client_still_has_goes_on_or_stops(
            ServerState state,
            Outcome outcome,
            long host,
            long user,
            int errors,
            boolean assimilated,
            AbortDecision expected) {
        TaskRow task = task(
                state,
                outcome,
                host,
                user,
                new TaskRow.Times(100, 200, 0),
                new TaskRow.WorkunitState(errors, assimilated, false, 1000));
        assertThat(AbortDecision.of(Optional.of(task), HOST, USER)).isEqualTo(expected);
        assertThat(expected.always() && expected.ifNotStarted()).isFalse();
    }

    @Test
    void a_task_without_a_row_is_aborted() {
        AbortDecision decision = AbortDecision.of(Optional.empty(), HOST, USER);
        assertThat(decision).isEqualTo(AbortDecision.ABORT_UNKNOWN);
        assertThat(decision.always()).isTrue();
    }

    @ParameterizedTest(name = "sent {0}, deadline {1}, takes {2}, version {3}, errors {4}, canonical {5}: {6}")
    @CsvSource({
        // not much later than it was sent: the client's first deadline holds
        "999900, 1086300, 10, true, 0, false, 1086300",
        // shortly before the deadline: half of the time it had is added
        "913610, 1000010, 10, true, 0, false, 1043200",
        // long after the deadline
        "100000, 186400,  10, true, 0, false, 1043200",
        // never more than a new task would get
        "1,      999999,  10, true, 0, false, 1086400",
        // takes longer than that
        "999900, 1086300, 90000, true, 0, false, 0",
        "999900, 1086300, 10, false, 0, false, 0",
        "999900, 1086300, 10, true, 16, false, 0",
        "999900, 1086300, 10, true, 0, true, 0",
    })
    void a_lost_task_is_sent_again_while_it_makes_sense(
            long sent, long deadline, double duration, boolean runnable, int errors, boolean canonical, long expected) {
        long grace = 500;
        TaskRow task = task(
                ServerState.IN_PROGRESS,
                Outcome.INIT,
                HOST,
                USER,
                new TaskRow.Times(sent, deadline + grace, 0),
                new TaskRow.WorkunitState(errors, false, canonical, 86_400));
        LostTask decision = LostTask.of(task, runnable, duration, grace, NOW);
        assertThat(decision).isEqualTo(expected == 0 ? new LostTask.Expire() : new LostTask.Resend(expected));
    }

    @ParameterizedTest(name = "processor {0} s, elapsed {1} s, after {2} s on {3} processors: {4} and {5}")
    @CsvSource({
        "10,  20,  100, 2, 10,  20",
        "20,  10,  100, 2, 20,  20",
        "-5,  -7,  100, 2, 0,   0",
        "0,   0,   100, 2, 0,   0",
        "9,   0,   100, 2, 9,   9",
        "10,  500, 100, 2, 10,  101",
        "900, 500, 100, 2, 202, 101",
        "0.2, 0.4, 0,   2, 0.2, 0.4",
        "5,   7,   0,   2, 2,   1",
        "10,  20,  -50, 2, 10,  20",
    })
    void reported_times_are_made_possible(
            double processor,
            double elapsed,
            long turnaround,
            int processors,
            double expectedProcessor,
            double expectedElapsed) {
        Runtime plausible =
                PlausibleRuntime.of(new Runtime(processor, elapsed, 1, 2, 3), NOW, NOW + turnaround, processors);
        assertThat(plausible).isEqualTo(new Runtime(expectedProcessor, expectedElapsed, 1, 2, 3));
    }

    private static TaskRow.WorkunitState open() {
        return new TaskRow.WorkunitState(0, false, false, 1000);
    }

    private static TaskRow task(
            ServerState state,
            Outcome outcome,
            long host,
            long user,
            TaskRow.Times times,
            TaskRow.WorkunitState workunit) {
        return new TaskRow(5, "n", 6, 1, state, outcome, new TaskRow.Holder(host, user), times, 1, 1e9, workunit);
    }
}
