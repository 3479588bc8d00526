package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.transitioner.States.DEADLINE;
import static org.muster.transitioner.States.NOW;
import static org.muster.transitioner.States.POLICY;
import static org.muster.transitioner.States.canonical;
import static org.muster.transitioner.States.failed;
import static org.muster.transitioner.States.fresh;
import static org.muster.transitioner.States.over;
import static org.muster.transitioner.States.sent;
import static org.muster.transitioner.States.success;
import static org.muster.transitioner.States.unsent;
import static org.muster.transitioner.States.with;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.credit.DailyQuota;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.TransitionTime;
import org.muster.common.model.ValidateState;
import org.muster.transitioner.WorkunitState.Limits;
import org.muster.transitioner.WorkunitState.PlatformLock;

/** The decision table of the README, rule by rule. */
class TransitionDecisionTest {

    private static TransitionDecision decide(WorkunitState workunit, ResultState... results) {
        return TransitionDecision.decide(workunit, List.of(results), -1, POLICY, NOW);
    }

    private static List<Outcome> outcomes(TransitionDecision decision) {
        return decision.results().stream().map(ResultState::outcome).toList();
    }

    private static List<ValidateState> verdicts(TransitionDecision decision) {
        return decision.results().stream().map(ResultState::validate).toList();
    }

    @Nested
    class A_scan {

        @Test
        void a_result_is_late_only_after_its_deadline() {
            TransitionDecision decision = decide(fresh(), sent(1, NOW - 1), sent(2, NOW));

            assertThat(outcomes(decision)).containsExactly(Outcome.NO_REPLY, Outcome.INIT);
            assertThat(decision.results().getFirst().server()).isEqualTo(ServerState.OVER);
            assertThat(decision.created()).hasSize(1);
        }

        @Test
        void a_success_that_comes_after_the_canonical_files_went_is_too_late() {
            ResultState gone = new ResultState(
                    1,
                    0,
                    ServerState.OVER,
                    Outcome.SUCCESS,
                    ValidateState.VALID,
                    FileDeleteState.DONE,
                    DEADLINE,
                    NOW - 100,
                    0);

            TransitionDecision decision = decide(canonical(AssimilateState.DONE), gone, success(2, ValidateState.INIT));

            assertThat(verdicts(decision)).containsExactly(ValidateState.VALID, ValidateState.TOO_LATE);
            assertThat(decision.workunit().needsValidation()).isFalse();
            assertThat(decision.results().getLast().outputDelete()).isEqualTo(FileDeleteState.READY);
        }

        @Test
        void a_task_that_its_volunteer_aborted_is_no_error_of_the_workunit() {
            ResultState aborted = new ResultState(
                    1,
                    0,
                    ServerState.OVER,
                    Outcome.CLIENT_ERROR,
                    ValidateState.INIT,
                    FileDeleteState.INIT,
                    DEADLINE,
                    NOW,
                    203);
            Limits noErrors = new Limits(1, 1, 0, 6, 86_400, true);

            assertThat(decide(with(fresh(), noErrors), aborted).workunit().errorMask())
                    .isZero();
            assertThat(decide(with(fresh(), noErrors), over(1, Outcome.CLIENT_ERROR))
                            .workunit()
                            .errorMask())
                    .isEqualTo(2);
        }
    }

    @Nested
    class B_validation {

        @ParameterizedTest(name = "{0} and {1}: {2}")
        @CsvSource({
            "INIT, INIT, true",
            "INIT, INCONCLUSIVE, true",
            "INIT, INVALID, false",
            "INCONCLUSIVE, INCONCLUSIVE, false",
            "VALID, VALID, false"
        })
        void a_new_success_calls_the_validator_when_there_are_enough(
                ValidateState one, ValidateState other, boolean called) {
            TransitionDecision decision = decide(fresh(), success(1, one), success(2, other));

            assertThat(decision.workunit().needsValidation()).isEqualTo(called);
        }

        @Test
        void one_success_of_two_waits_for_the_other() {
            TransitionDecision decision = decide(fresh(), success(1, ValidateState.INIT), sent(2, DEADLINE));

            assertThat(decision.workunit().needsValidation()).isFalse();
            assertThat(decision.created()).isEmpty();
        }

        @Test
        void a_straggler_is_compared_with_the_canonical_result() {
            TransitionDecision decision = decide(
                    canonical(AssimilateState.DONE),
                    success(1, ValidateState.VALID),
                    success(2, ValidateState.VALID),
                    success(3, ValidateState.INIT));

            assertThat(decision.workunit().needsValidation()).isTrue();
        }

        @ParameterizedTest
        @EnumSource(
                value = FileDeleteState.class,
                names = {"INIT", "READY", "ERROR"})
        void a_report_long_after_the_deadline_is_compared_as_long_as_the_canonical_files_exist(FileDeleteState files) {
            ResultState canonical = new ResultState(
                    1, 0, ServerState.OVER, Outcome.SUCCESS, ValidateState.VALID, files, NOW - 20_000, NOW - 30_000, 0);
            ResultState late = new ResultState(
                    2,
                    1,
                    ServerState.OVER,
                    Outcome.SUCCESS,
                    ValidateState.INIT,
                    FileDeleteState.INIT,
                    NOW - 20_000,
                    NOW - 1,
                    0);

            TransitionDecision decision = decide(canonical(AssimilateState.DONE), canonical, late);

            assertThat(decision.workunit().needsValidation()).isTrue();
            assertThat(verdicts(decision)).containsExactly(ValidateState.VALID, ValidateState.INIT);
            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.INIT);
        }
    }

    @Nested
    class C_errors {

        @ParameterizedTest(name = "{0}")
        @EnumSource(
                value = Outcome.class,
                names = {"CLIENT_ERROR", "VALIDATE_ERROR"})
        void more_errors_than_allowed_fail_it(Outcome outcome) {
            assertThat(decide(fresh(), over(1, outcome), over(2, outcome))
                            .workunit()
                            .errorMask())
                    .isZero();
            assertThat(decide(fresh(), over(1, outcome), over(2, outcome), over(3, outcome))
                            .workunit()
                            .errorMask())
                    .isEqualTo(2);
        }

        @Test
        void a_result_that_cannot_be_sent_fails_it() {
            assertThat(decide(fresh(), over(1, Outcome.COULDNT_SEND)).workunit().errorMask())
                    .isEqualTo(1);
        }

        @ParameterizedTest(name = "quorum {0}, target {1}, at most {2}; {3} lost, {4} out, {5} good, {6} to check: {7}")
        @CsvSource({
            // quorum, target, most; lost, out, inconclusive, unchecked; failed
            "2, 2, 3,  3, 0, 0, 0, true",
            "2, 2, 3,  4, 0, 0, 0, true",
            "2, 2, 3,  2, 0, 0, 0, true", // one more may be made, two are needed for a quorum
            "2, 2, 3,  1, 2, 0, 0, false",
            "2, 3, 3,  1, 1, 1, 0, false", // the quorum is still on the way
            "2, 3, 3,  1, 0, 0, 2, false", // and here: to be validated
            "2, 3, 3,  1, 0, 2, 0, true", // validated without agreement
            "1, 2, 3,  2, 0, 0, 0, false"
        })
        void running_out_of_results_fails_it_when_nothing_on_the_way_can_save_it(
                int quorum, int target, int most, int lost, int out, int inconclusive, int unchecked, boolean fails) {
            List<ResultState> results = new ArrayList<>();
            add(results, lost, id -> over(id, Outcome.CLIENT_DETACHED));
            add(results, out, id -> sent(id, DEADLINE));
            add(results, inconclusive, id -> success(id, ValidateState.INCONCLUSIVE));
            add(results, unchecked, id -> success(id, ValidateState.INIT));

            TransitionDecision decision = TransitionDecision.decide(
                    with(fresh(), new Limits(quorum, target, 9, most, 86_400, true)), results, -1, POLICY, NOW);

            assertThat(decision.workunit().errorMask()).isEqualTo(fails ? 8 : 0);
        }

        private static void add(List<ResultState> results, int count, LongFunction<ResultState> state) {
            for (int i = 0; i < count; i++) {
                results.add(state.apply(results.size() + 1));
            }
        }

        @Test
        void no_more_results_are_made_than_there_may_be() {
            Limits one = new Limits(1, 3, 9, 3, 86_400, true);

            assertThat(decide(with(fresh(), one), over(1, Outcome.NO_REPLY), over(2, Outcome.NO_REPLY))
                            .created())
                    .hasSize(1);
        }

        @Test
        void a_workunit_with_a_canonical_result_cannot_fail_any_more() {
            TransitionDecision decision = decide(
                    with(canonical(AssimilateState.READY), new Limits(1, 3, 0, 2, 86_400, true)),
                    success(1, ValidateState.VALID),
                    over(2, Outcome.CLIENT_ERROR));

            assertThat(decision.workunit().errorMask()).isZero();
        }

        @Test
        void only_failures_so_far_set_it_free_for_other_kinds_of_hosts() {
            WorkunitState locked = new WorkunitState(
                    1,
                    0,
                    States.QUORUM_OF_TWO,
                    false,
                    0,
                    AssimilateState.INIT,
                    FileDeleteState.INIT,
                    new PlatformLock(3, 9),
                    NOW);

            assertThat(decide(locked, over(1, Outcome.CLIENT_ERROR)).workunit().platformLock())
                    .isEqualTo(PlatformLock.NONE);
            assertThat(decide(locked, over(1, Outcome.CLIENT_ERROR), sent(2, DEADLINE))
                            .workunit()
                            .platformLock())
                    .isEqualTo(new PlatformLock(3, 9));
            assertThat(decide(locked, over(1, Outcome.CLIENT_ERROR), over(2, Outcome.NO_REPLY))
                            .workunit()
                            .platformLock())
                    .isEqualTo(new PlatformLock(3, 9));
            assertThat(TransitionDecision.decide(
                                    locked,
                                    List.of(over(1, Outcome.CLIENT_ERROR)),
                                    -1,
                                    new Policy(0, DailyQuota.NONE, true, 0, 0),
                                    NOW)
                            .workunit()
                            .platformLock())
                    .isEqualTo(new PlatformLock(3, 9));
        }
    }

    @Nested
    class D_giving_up {

        @Test
        void a_failed_workunit_sends_and_checks_nothing_more_and_is_assimilated() {
            TransitionDecision decision = decide(
                    failed(16),
                    unsent(1),
                    sent(2, DEADLINE),
                    success(3, ValidateState.INIT),
                    success(4, ValidateState.INCONCLUSIVE),
                    success(5, ValidateState.INVALID));

            assertThat(outcomes(decision))
                    .containsExactly(
                            Outcome.DIDNT_NEED, Outcome.INIT, Outcome.SUCCESS, Outcome.SUCCESS, Outcome.SUCCESS);
            assertThat(verdicts(decision))
                    .containsExactly(
                            ValidateState.INIT,
                            ValidateState.INIT,
                            ValidateState.NO_CHECK,
                            ValidateState.NO_CHECK,
                            ValidateState.INVALID);
            assertThat(decision.workunit().assimilate()).isEqualTo(AssimilateState.READY);
            assertThat(decision.workunit().needsValidation()).isFalse();
            assertThat(decision.created()).isEmpty();
        }
    }

    @Nested
    class E_creation {

        @Test
        void a_new_workunit_gets_its_results() {
            TransitionDecision decision = decide(fresh());

            assertThat(decision.created())
                    .containsExactly(
                            ResultState.created(0, ServerState.UNSENT), ResultState.created(1, ServerState.UNSENT));
            assertThat(decision.workunit().transitionTime()).isEqualTo(NOW + States.QUORUM_OF_TWO.delayBound());
        }

        @Test
        void numbers_go_on_where_they_ended() {
            TransitionDecision decision = decide(fresh(), over(1, Outcome.NO_REPLY), over(7, Outcome.NO_REPLY));

            assertThat(decision.created()).extracting(ResultState::number).containsExactly(7, 8);
        }

        @Test
        void a_workunit_with_a_size_class_has_its_results_held_back() {
            TransitionDecision decision = TransitionDecision.decide(fresh(), List.of(), 0, POLICY, NOW);

            assertThat(decision.created()).extracting(ResultState::server).containsOnly(ServerState.INACTIVE);
        }

        @Test
        void nothing_is_made_where_someone_else_makes_results_or_a_canonical_one_is_there() {
            Limits targeted = new Limits(1, 1, 1, 6, 86_400, false);

            assertThat(decide(with(fresh(), targeted)).created()).isEmpty();
            assertThat(decide(canonical(AssimilateState.READY), success(1, ValidateState.VALID))
                            .created())
                    .isEmpty();
        }

        @ParameterizedTest(name = "after {0}, boosts {1} and {2}: {3}")
        @CsvSource({
            "NO_REPLY, 5, 7, 5",
            "NO_REPLY, 0, 7, 7",
            "CLIENT_ERROR, 0, 7, 0",
            "CLIENT_ERROR, 5, 7, 5",
        })
        void replacements_can_be_made_more_urgent(Outcome former, int afterAny, int afterSuccess, int boost) {
            Policy policy = new Policy(0, DailyQuota.NONE, false, afterAny, afterSuccess);

            assertThat(TransitionDecision.decide(fresh(), List.of(over(1, former)), -1, policy, NOW)
                            .priorityBoost())
                    .isEqualTo(boost);
            assertThat(TransitionDecision.decide(fresh(), List.of(), -1, policy, NOW)
                            .priorityBoost())
                    .isZero();
        }
    }

    @Nested
    class F_assimilation {

        @Test
        void an_assimilation_that_was_put_off_comes_when_all_results_are_over_and_checked() {
            ResultState valid = success(1, ValidateState.VALID);

            assertThat(decide(canonical(AssimilateState.INIT), valid).workunit().assimilate())
                    .isEqualTo(AssimilateState.READY);
            assertThat(decide(canonical(AssimilateState.INIT), valid, sent(2, DEADLINE))
                            .workunit()
                            .assimilate())
                    .isEqualTo(AssimilateState.INIT);
            assertThat(decide(canonical(AssimilateState.INIT), valid, success(2, ValidateState.INIT))
                            .workunit()
                            .assimilate())
                    .isEqualTo(AssimilateState.INIT);
        }
    }

    @Nested
    class G_file_deletion {

        @ParameterizedTest(name = "{0}")
        @EnumSource(
                value = AssimilateState.class,
                names = {"INIT", "READY"})
        void nothing_goes_before_the_assimilator_has_taken_the_workunit(AssimilateState state) {
            TransitionDecision decision = decide(canonical(state), success(1, ValidateState.VALID));

            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.INIT);
            assertThat(decision.results().getFirst().outputDelete()).isEqualTo(FileDeleteState.INIT);
        }

        @Test
        void when_all_is_settled_everything_with_a_verdict_goes() {
            TransitionDecision decision = decide(
                    canonical(AssimilateState.DONE),
                    success(1, ValidateState.VALID),
                    success(2, ValidateState.INVALID),
                    over(3, Outcome.CLIENT_ERROR),
                    over(4, Outcome.VALIDATE_ERROR),
                    over(5, Outcome.DIDNT_NEED),
                    over(6, Outcome.CLIENT_DETACHED));

            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.READY);
            assertThat(decision.results())
                    .extracting(ResultState::outputDelete)
                    .containsExactly(
                            FileDeleteState.READY,
                            FileDeleteState.READY,
                            FileDeleteState.READY,
                            FileDeleteState.READY,
                            FileDeleteState.INIT,
                            FileDeleteState.INIT);
        }

        @Test
        void while_a_straggler_computes_inputs_and_canonical_output_stay() {
            TransitionDecision decision = decide(
                    canonical(AssimilateState.DONE),
                    success(1, ValidateState.VALID),
                    success(2, ValidateState.VALID),
                    sent(3, DEADLINE));

            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.INIT);
            assertThat(decision.results())
                    .extracting(ResultState::outputDelete)
                    .containsExactly(FileDeleteState.INIT, FileDeleteState.READY, FileDeleteState.INIT);
            assertThat(decision.workunit().transitionTime()).isEqualTo(DEADLINE + 1);
        }

        @Test
        void a_late_host_may_still_report_until_its_deadline_and_is_waited_for() {
            TransitionDecision decision =
                    decide(canonical(AssimilateState.DONE), success(1, ValidateState.VALID), over(2, Outcome.NO_REPLY));

            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.INIT);
            assertThat(decision.workunit().transitionTime()).isEqualTo(DEADLINE);
        }

        @Test
        void files_stay_for_the_delay_after_the_last_report() {
            Policy delay = new Policy(600, DailyQuota.NONE, false, 0, 0);

            TransitionDecision decision = TransitionDecision.decide(
                    canonical(AssimilateState.DONE), List.of(success(1, ValidateState.VALID)), -1, delay, NOW);

            assertThat(decision.workunit().inputDelete()).isEqualTo(FileDeleteState.INIT);
            assertThat(decision.workunit().transitionTime()).isEqualTo(NOW - 100 + 600);
        }

        @Test
        void a_failed_workunit_without_results_lets_its_inputs_go() {
            WorkunitState cancelled = new WorkunitState(
                    1,
                    0,
                    States.QUORUM_OF_TWO,
                    false,
                    16,
                    AssimilateState.DONE,
                    FileDeleteState.INIT,
                    PlatformLock.NONE,
                    NOW);

            assertThat(decide(cancelled).workunit().inputDelete()).isEqualTo(FileDeleteState.READY);
        }

        @Test
        void what_was_deleted_is_not_deleted_again() {
            WorkunitState gone = new WorkunitState(
                    1,
                    0,
                    States.QUORUM_OF_TWO,
                    false,
                    16,
                    AssimilateState.DONE,
                    FileDeleteState.DONE,
                    PlatformLock.NONE,
                    NOW);

            assertThat(decide(gone).workunit().inputDelete()).isEqualTo(FileDeleteState.DONE);
        }
    }

    @Nested
    class H_next_look {

        @Test
        void without_anything_else_a_safety_net_brings_it_back() {
            assertThat(nextOfOneWithoutResults(86_400)).isEqualTo(NOW + 10 * 86_400);
            assertThat(nextOfOneWithoutResults(20 * 86_400)).isEqualTo(NOW + 30 * 86_400);
        }

        private long nextOfOneWithoutResults(int delayBound) {
            Limits madeBySomeoneElse = new Limits(1, 1, 1, 6, delayBound, false);
            return decide(with(fresh(), madeBySomeoneElse)).workunit().transitionTime();
        }

        @Test
        void with_an_unsent_result_it_comes_before_any_deadline_that_the_result_can_get() {
            assertThat(nextWithOneUnsent(20 * 86_400)).isEqualTo(NOW + 20 * 86_400);
            assertThat(nextWithOneUnsent(60)).isEqualTo(NOW + 3600);
        }

        private long nextWithOneUnsent(int delayBound) {
            Limits limits = new Limits(2, 2, 2, 6, delayBound, true);
            return decide(with(fresh(), limits), sent(1, NOW + 100 * 86_400), unsent(2))
                    .workunit()
                    .transitionTime();
        }

        @Test
        void the_next_deadline_comes_first() {
            assertThat(decide(fresh(), sent(1, DEADLINE), sent(2, DEADLINE + 9))
                            .workunit()
                            .transitionTime())
                    .isEqualTo(DEADLINE + 1);
        }

        @Test
        void nothing_is_due_of_a_workunit_that_is_done_with() {
            assertThat(decide(canonical(AssimilateState.DONE), success(1, ValidateState.VALID))
                            .workunit()
                            .transitionTime())
                    .isEqualTo(TransitionTime.NEVER);
            assertThat(decide(failed(16)).workunit().transitionTime()).isEqualTo(TransitionTime.NEVER);
        }
    }
}
