package org.muster.filedeleter.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.filedeleter.sweep.AntiqueDecision.Claim;

class AntiqueDecisionTest {

    @ParameterizedTest
    @CsvSource({
        // ours, days old, what the rows say: verdict, goes
        "false,  0, NONE,    FOREIGN,        false",
        "false, 99, NONE,    FOREIGN,        false",
        "false, 99, DELETED, FOREIGN,        false",
        "true,   0, NONE,    YOUNG,          false",
        "true,  31, NONE,    YOUNG,          false",
        "true,  31, DELETED, YOUNG,          false",
        "true,  32, WANTED,  WANTED,         false",
        "true,  99, WANTED,  WANTED,         false",
        "true,  32, NONE,    NO_ROW,         true",
        "true,  99, NONE,    NO_ROW,         true",
        "true,  32, DELETED, DELETED_BEFORE, true",
    })
    void only_an_old_file_of_ours_that_no_row_wants_is_an_antique(
            boolean ours, int days, Claim claim, Verdict verdict, boolean goes) {
        Verdict said = AntiqueDecision.decide(ours, Duration.ofDays(days), Duration.ofDays(32), claim);

        assertThat(said).isEqualTo(verdict);
        assertThat(said.isAntique()).isEqualTo(goes);
    }

    @ParameterizedTest
    @CsvSource({"false, 99, false", "true, 31, false", "true, 32, true"})
    void rows_are_asked_only_where_they_can_make_a_difference(boolean ours, int days, boolean asked) {
        assertThat(AntiqueDecision.dependsOnRows(ours, Duration.ofDays(days), Duration.ofDays(32)))
                .isEqualTo(asked);
    }
}
