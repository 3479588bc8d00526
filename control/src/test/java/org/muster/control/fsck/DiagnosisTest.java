package org.muster.control.fsck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.control.fsck.Diagnosis.Treatment;

/** The table of this module's README. */
final class DiagnosisTest {
    private static final boolean WAIT = false;
    private static final boolean GIVE_UP = true;

    private static ResultRow success(long id, ValidateState validate) {
        return new ResultRow(id, "r" + id, ServerState.OVER, Outcome.SUCCESS, validate, FileDeleteState.INIT);
    }

    private static ResultRow in(long id, ServerState state) {
        return new ResultRow(id, "r" + id, state, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT);
    }

    private static WorkunitRow open(ResultRow... results) {
        return new WorkunitRow(7, "w", 0, 0, AssimilateState.INIT, FileDeleteState.INIT, List.of(results));
    }

    private static WorkunitRow decided(AssimilateState assimilate, ResultRow... results) {
        return new WorkunitRow(7, "w", 0, 1, assimilate, FileDeleteState.INIT, List.of(results));
    }

    private static Diagnosis.Files files(boolean inputs, Outputs... outputs) {
        Map<Long, Outputs> byResult = new java.util.HashMap<>();
        for (int i = 0; i < outputs.length; i++) {
            byResult.put(i + 1L, outputs[i]);
        }
        return new Diagnosis.Files(inputs, byResult, false, false);
    }

    @Test
    void what_fits_together_is_left_alone() {
        Diagnosis diagnosis = Diagnosis.of(
                open(success(1, ValidateState.INIT), in(2, ServerState.UNSENT), in(3, ServerState.IN_PROGRESS)),
                files(true, Outputs.ALL, Outputs.NONE, Outputs.NONE),
                WAIT);

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.isRepair()).isFalse();
    }

    @Test
    void unfinished_work_without_its_input_is_held_back_or_given_up() {
        Diagnosis held = Diagnosis.of(open(in(1, ServerState.UNSENT)), files(false, Outputs.NONE), WAIT);
        Diagnosis given = Diagnosis.of(open(in(1, ServerState.UNSENT)), files(false, Outputs.NONE), GIVE_UP);

        assertThat(held.findings()).containsExactly(Finding.INPUT_MISSING);
        assertThat(held.treatment()).isEqualTo(Treatment.HOLD);
        assertThat(given.findings()).containsExactly(Finding.INPUT_GIVEN_UP);
        assertThat(given.treatment()).isEqualTo(Treatment.CANCEL);
    }

    @Test
    void held_work_is_let_go_when_its_input_is_back() {
        Diagnosis diagnosis =
                Diagnosis.of(open(in(1, ServerState.INACTIVE)), new Diagnosis.Files(true, Map.of(), true, false), WAIT);

        assertThat(diagnosis.findings()).containsExactly(Finding.INPUT_BACK);
        assertThat(diagnosis.treatment()).isEqualTo(Treatment.RELEASE);
    }

    @Test
    void finished_work_needs_no_input() {
        Diagnosis diagnosis = Diagnosis.of(
                decided(AssimilateState.DONE, success(1, ValidateState.VALID)), files(false, Outputs.ALL), GIVE_UP);

        assertThat(diagnosis.findings()).containsExactly(Finding.INPUT_GONE_EARLY);
        assertThat(diagnosis.isRepair()).isFalse();
    }

    @Test
    void a_result_without_verdict_whose_output_is_lost_is_made_anew() {
        for (ValidateState validate : List.of(ValidateState.INIT, ValidateState.INCONCLUSIVE)) {
            for (Outputs outputs : List.of(Outputs.NONE, Outputs.SOME)) {
                Diagnosis diagnosis = Diagnosis.of(open(success(1, validate)), files(true, outputs), WAIT);

                assertThat(diagnosis.findings()).containsExactly(Finding.OUTPUT_LOST);
                assertThat(diagnosis.lost()).containsExactly(1L);
            }
        }
    }

    @Test
    void outputs_that_nobody_reads_again_may_be_gone() {
        for (ValidateState validate : List.of(ValidateState.INVALID, ValidateState.NO_CHECK, ValidateState.TOO_LATE)) {
            Diagnosis diagnosis = Diagnosis.of(open(success(1, validate)), files(true, Outputs.NONE), WAIT);

            assertThat(diagnosis.findings()).containsExactly(Finding.OUTPUT_GONE_EARLY);
            assertThat(diagnosis.isRepair()).isFalse();
        }
        Diagnosis assimilated = Diagnosis.of(
                decided(AssimilateState.DONE, success(1, ValidateState.VALID)), files(true, Outputs.NONE), WAIT);
        assertThat(assimilated.findings()).containsExactly(Finding.OUTPUT_GONE_EARLY);
        assertThat(assimilated.isRepair()).isFalse();
    }

    @Test
    void another_agreeing_output_takes_the_place_of_the_canonical_one() {
        Diagnosis diagnosis = Diagnosis.of(
                decided(AssimilateState.READY, success(1, ValidateState.VALID), success(2, ValidateState.VALID)),
                files(true, Outputs.NONE, Outputs.ALL),
                WAIT);

        assertThat(diagnosis.findings()).containsExactly(Finding.CANONICAL_REPLACED);
        assertThat(diagnosis.canonical()).hasValue(2);
        assertThat(diagnosis.treatment()).isEqualTo(Treatment.ASSIMILATE_AGAIN);
        assertThat(diagnosis.lost()).isEmpty();
    }

    @Test
    void one_that_does_not_agree_does_not() {
        Diagnosis diagnosis = Diagnosis.of(
                decided(AssimilateState.READY, success(1, ValidateState.VALID), success(2, ValidateState.INVALID)),
                files(true, Outputs.NONE, Outputs.ALL),
                WAIT);

        assertThat(diagnosis.treatment()).isEqualTo(Treatment.REOPEN);
        assertThat(diagnosis.canonical()).isEmpty();
    }

    @Test
    void where_all_agreeing_outputs_are_lost_the_work_is_done_again() {
        Diagnosis diagnosis = Diagnosis.of(
                decided(AssimilateState.INIT, success(1, ValidateState.VALID), success(2, ValidateState.VALID)),
                files(true, Outputs.NONE, Outputs.SOME),
                WAIT);

        assertThat(diagnosis.findings()).contains(Finding.CANONICAL_LOST);
        assertThat(diagnosis.treatment()).isEqualTo(Treatment.REOPEN);
        assertThat(diagnosis.lost()).containsExactly(1L, 2L);
    }

    @Test
    void where_the_input_is_lost_too_it_waits_or_fails() {
        WorkunitRow workunit = decided(AssimilateState.READY, success(1, ValidateState.VALID));

        Diagnosis waits = Diagnosis.of(workunit, files(false, Outputs.NONE), WAIT);
        Diagnosis fails = Diagnosis.of(workunit, files(false, Outputs.NONE), GIVE_UP);

        assertThat(waits.findings()).containsExactly(Finding.CANONICAL_HOPELESS);
        assertThat(waits.isRepair()).isFalse();
        assertThat(fails.findings()).containsExactly(Finding.CANONICAL_GIVEN_UP);
        assertThat(fails.treatment()).isEqualTo(Treatment.FAIL);
    }

    @Test
    void what_is_uploaded_and_not_reported_is_left_to_its_computer() {
        Diagnosis diagnosis = Diagnosis.of(open(in(1, ServerState.IN_PROGRESS)), files(true, Outputs.ALL), GIVE_UP);

        assertThat(diagnosis.findings()).containsExactly(Finding.UPLOADED_NOT_REPORTED);
        assertThat(diagnosis.isRepair()).isFalse();
    }

    @Test
    void an_output_of_a_result_that_was_never_sent_makes_room_for_the_next() {
        for (ServerState state : List.of(ServerState.UNSENT, ServerState.INACTIVE)) {
            Diagnosis diagnosis = Diagnosis.of(open(in(1, state)), files(true, Outputs.ALL), WAIT);

            assertThat(diagnosis.findings()).containsExactly(Finding.OUTPUT_FORGOTTEN);
            assertThat(diagnosis.forgotten()).containsExactly(1L);
        }
    }

    @Test
    void what_the_assimilator_set_aside_is_tried_again_when_its_output_is_there() {
        WorkunitRow workunit = decided(AssimilateState.READY, success(1, ValidateState.VALID));
        Diagnosis diagnosis =
                Diagnosis.of(workunit, new Diagnosis.Files(true, Map.of(1L, Outputs.ALL), false, true), WAIT);

        assertThat(diagnosis.findings()).containsExactly(Finding.ASSIMILATION_BLOCKED);
        assertThat(diagnosis.treatment()).isEqualTo(Treatment.ASSIMILATE_AGAIN);
    }

    @Test
    void what_is_released_for_deletion_or_deleted_is_not_missed() {
        ResultRow deleted =
                new ResultRow(1, "r1", ServerState.OVER, Outcome.SUCCESS, ValidateState.VALID, FileDeleteState.DONE);
        WorkunitRow workunit =
                new WorkunitRow(7, "w", 0, 1, AssimilateState.DONE, FileDeleteState.DONE, List.of(deleted));

        Diagnosis diagnosis = Diagnosis.of(workunit, files(false, Outputs.NONE), GIVE_UP);

        assertThat(diagnosis.findings()).isEmpty();
        assertThat(diagnosis.isRepair()).isFalse();
    }
}
