package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.files.DiskLevel;
import org.muster.common.files.DiskWatch;
import org.muster.splitter.SplitDecision.Backlog;
import org.muster.splitter.SplitDecision.Cut;
import org.muster.splitter.SplitDecision.Finish;
import org.muster.splitter.SplitDecision.HoldBack;
import org.muster.splitter.SplitDecision.Limits;

class SplitDecisionTest {
    private static final Limits LIMITS = new Limits(100, 50, 1 << 20);

    @ParameterizedTest
    @CsvSource({
        // next, pieces, together, unsent, free bytes, holding -> first and count to cut
        "0, 32, 8, 0, 2000000, false, 0, 8",
        "8, 32, 8, 99, 2000000, false, 8, 8",
        "30, 32, 8, 0, 2000000, false, 30, 2",
        "31, 32, 1, 0, 2000000, false, 31, 1",
        "8, 32, 8, 49, 2000000, true, 8, 8",
        "8, 32, 8, 0, 1048576, false, 8, 8",
    })
    void it_cuts_while_there_is_room(
            int next, int pieces, int together, long unsent, long free, boolean holding, int first, int count) {
        assertThat(SplitDecision.decide(
                        next, pieces, together, new Backlog(unsent, free, DiskWatch.Finding.NORMAL), LIMITS, holding))
                .isEqualTo(new Cut(first, count));
    }

    @ParameterizedTest
    @CsvSource({
        // unsent, free bytes, holding, part of the reason
        "100, 2000000, false, 100 results are unsent",
        "5000, 2000000, false, going on below 50",
        "99, 2000000, true, 99 results are unsent",
        "50, 2000000, true, 50 results are unsent",
        "0, 1048575, false, the download area has 0 MB free",
        "0, 0, true, less than 1",
    })
    void it_holds_back_at_the_high_water_until_the_low_water_and_when_the_disk_is_full(
            long unsent, long free, boolean holding, String reason) {
        assertThat(SplitDecision.decide(8, 32, 8, new Backlog(unsent, free, DiskWatch.Finding.NORMAL), LIMITS, holding))
                .isInstanceOfSatisfying(
                        HoldBack.class, hold -> assertThat(hold.reason()).contains(reason));
    }

    @ParameterizedTest
    @EnumSource(names = {"HIGH", "CRITICAL"})
    void it_holds_back_above_the_high_water_mark_of_a_disk_and_says_which(DiskLevel level) {
        Backlog backlog = new Backlog(0, 1 << 30, new DiskWatch.Finding(level, "the disk of the upload area is full"));

        assertThat(SplitDecision.decide(8, 32, 8, backlog, LIMITS, false))
                .isEqualTo(new HoldBack("holding back: the disk of the upload area is full"));
    }

    @Test
    void a_recording_whose_pieces_are_all_out_is_finished_however_much_waits() {
        assertThat(SplitDecision.decide(32, 32, 1, new Backlog(9999, 0, DiskWatch.Finding.NORMAL), LIMITS, true))
                .isEqualTo(new Finish());
        assertThat(SplitDecision.decide(0, 0, 1, new Backlog(0, 1 << 30, DiskWatch.Finding.NORMAL), LIMITS, false))
                .isEqualTo(new Finish());
    }
}
