package org.muster.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.model.WorkunitError;

class AssimilationDecisionTest {

    @ParameterizedTest
    @CsvSource({
        // canonical result, error mask, what is taken, in words
        "true,  0,  TAKE_RESULT,           ''",
        "true,  16, TAKE_RESULT,           cancelled",
        "false, 0,  MARK_AND_TAKE_FAILURE, ''",
        "false, 1,  TAKE_FAILURE,          couldnt send result",
        "false, 2,  TAKE_FAILURE,          too many error results",
        "false, 4,  TAKE_FAILURE,          too many success results",
        "false, 8,  TAKE_FAILURE,          too many total results",
        "false, 18, TAKE_FAILURE,          'cancelled, too many error results'",
        "false, 32, TAKE_FAILURE,          no canonical result",
    })
    void a_canonical_result_is_taken_and_else_the_failure_with_its_reason(
            boolean canonical, int mask, AssimilationDecision decision, String words) {
        assertThat(AssimilationDecision.decide(canonical, WorkunitError.in(mask)))
                .isEqualTo(decision);
        assertThat(AssimilationDecision.inWords(WorkunitError.in(mask))).isEqualTo(words);
    }
}
