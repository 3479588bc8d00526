package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.model.FileDeleteState.DONE;
import static org.muster.common.model.FileDeleteState.ERROR;
import static org.muster.common.model.FileDeleteState.INIT;
import static org.muster.common.model.FileDeleteState.READY;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.TransitionTime;
import org.muster.dbpurge.PurgeDecision.Result;
import org.muster.dbpurge.PurgeDecision.Verdict;
import org.muster.dbpurge.PurgeDecision.Workunit;

class PurgeDecisionTest {

    private static final long NOW = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        // inputs, assimilated, next transition, what follows
        "DONE,  DONE,  2147483647, PURGE",
        "DONE,  DONE,  1000001,    PURGE",
        "DONE,  DONE,  1000000,    TRANSITION_DUE",
        "DONE,  DONE,  0,          TRANSITION_DUE",
        "DONE,  READY, 2147483647, NOT_ASSIMILATED",
        "DONE,  INIT,  2147483647, NOT_ASSIMILATED",
        "INIT,  DONE,  2147483647, INPUT_FILES_LEFT",
        "READY, DONE,  2147483647, INPUT_FILES_LEFT",
        "ERROR, DONE,  2147483647, INPUT_FILES_LEFT",
    })
    void a_workunit_without_results_goes_when_nothing_is_left_to_do(
            FileDeleteState files, AssimilateState assimilation, long transition, Verdict verdict) {
        assertThat(PurgeDecision.decide(new Workunit(1, files, assimilation, transition), List.of(), NOW))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        // state, outcome, output files, what follows
        "OVER,        SUCCESS,         DONE,  PURGE",
        "OVER,        SUCCESS,         INIT,  OUTPUT_FILES_LEFT",
        "OVER,        SUCCESS,         READY, OUTPUT_FILES_LEFT",
        "OVER,        SUCCESS,         ERROR, OUTPUT_FILES_LEFT",
        "OVER,        CLIENT_ERROR,    DONE,  PURGE",
        "OVER,        CLIENT_ERROR,    INIT,  OUTPUT_FILES_LEFT",
        "OVER,        NO_REPLY,        INIT,  PURGE",
        "OVER,        NO_REPLY,        READY, OUTPUT_FILES_LEFT",
        "OVER,        DIDNT_NEED,      INIT,  PURGE",
        "OVER,        COULDNT_SEND,    INIT,  PURGE",
        "OVER,        VALIDATE_ERROR,  INIT,  PURGE",
        "OVER,        VALIDATE_ERROR,  READY, OUTPUT_FILES_LEFT",
        "OVER,        CLIENT_DETACHED, INIT,  PURGE",
        "IN_PROGRESS, INIT,            INIT,  RESULT_NOT_OVER",
        "UNSENT,      INIT,            INIT,  RESULT_NOT_OVER",
        "INACTIVE,    INIT,            INIT,  RESULT_NOT_OVER",
    })
    void a_result_keeps_its_workunit_while_it_may_come_or_has_files(
            ServerState state, Outcome outcome, FileDeleteState files, Verdict verdict) {
        Result result = new Result(1, state, outcome, files);
        assertThat(decided(result)).isEqualTo(verdict);
        assertThat(decided(finished(), result, finished())).isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource
    void whatever_the_outcome_files_that_are_to_be_deleted_keep_the_rows(Outcome outcome) {
        assertThat(Stream.of(READY, ERROR).map(files -> decided(new Result(1, ServerState.OVER, outcome, files))))
                .containsOnly(Verdict.OUTPUT_FILES_LEFT);
        assertThat(decided(new Result(1, ServerState.OVER, outcome, DONE))).isEqualTo(Verdict.PURGE);
    }

    @Test
    void a_result_that_was_never_given_out_has_no_files() {
        assertThat(decided(new Result(1, ServerState.OVER, Outcome.DIDNT_NEED, INIT)))
                .isEqualTo(Verdict.PURGE);
    }

    private static Verdict decided(Result... results) {
        Workunit workunit = new Workunit(1, DONE, AssimilateState.DONE, TransitionTime.NEVER);
        return PurgeDecision.decide(workunit, List.of(results), NOW);
    }

    private static Result finished() {
        return new Result(1, ServerState.OVER, Outcome.SUCCESS, DONE);
    }
}
