package org.muster.filedeleter.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNamesTest {

    @ParameterizedTest
    @CsvSource({
        "wu_1_0_r12345_0,        wu_1_0",
        "wu_1_0_r12345_0.zip,    wu_1_0",
        "wu_1_0_0,               wu_1_0",
        "a_r1_b_2_r345_spikes_x, a_r1_b_2",
    })
    void the_result_is_found_under_what_stands_before_the_random_number(String file, String result) {
        assertThat(OutputNames.likelyResults(file)).contains(result).hasSizeLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out_wu_1_0_r12345_0", "outwu_1_0_r12345_0", "x_r7_outwu_1_0_r12345_0.zip"})
    void whatever_a_template_puts_before_the_results_name_it_is_found(String file) {
        assertThat(OutputNames.likelyResults(file)).doesNotContain("wu_1_0");
        assertThat(OutputNames.otherResults(file)).contains("wu_1_0");
    }

    @ParameterizedTest
    @CsvSource({"wu_1_0_r5_0, true", "wu_1_0, true", "my_notes.txt, false", "README, false", "core.1234, false"})
    void a_name_without_a_results_number_is_not_one_of_ours(String file, boolean possible) {
        assertThat(OutputNames.isPossible(file)).isEqualTo(possible);
    }
}
