package org.muster.scheduler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.Average;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.credit.SpreadAverage;
import org.muster.scheduler.report.VersionStanding.Deed;
import org.muster.scheduler.report.VersionStanding.Ending;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.version.VersionHistory;

class VersionStandingTest {

    private static final HostAppVersion.Key KEY = new HostAppVersion.Key(1, 9);

    @ParameterizedTest(name = "state {0}, exit status {1}: {2}")
    @CsvSource({
        "5, 0,    SUCCESS",
        "5, 1,    FAILURE",
        "3, 0,    FAILURE",
        "1, -186, FAILURE",
        "6, 202,  NO_MATTER",
        "3, 194,  FAILURE",
        "6, 203,  FAILURE",
    })
    void endings_speak_for_or_against_the_computer(int state, int exitStatus, Ending expected) {
        ReportedResult.Runtime runtime = new ReportedResult.Runtime(1, 1, 0, 0, 0);
        assertThat(Ending.of(new ReportedResult("n_0", runtime, exitStatus, state, 100, "", "")))
                .isEqualTo(expected);
    }

    /** A quota of 10; six a day and five valid in a row before. */
    @ParameterizedTest(name = "{0} successes, {1} failures, {2} that do not matter")
    @CsvSource({
        "1, 0, 0, 10, 5",
        "0, 1, 0, 5,  0",
        "1, 1, 0, 9,  0",
        "0, 9, 0, 1,  0",
    })
    void reports_are_taken_into_account_in_their_order(
            int successes, int failures, int others, int perDay, int validInARow) {
        List<Deed> deeds = Stream.of(
                        deeds(successes, Ending.SUCCESS),
                        deeds(failures, Ending.FAILURE),
                        deeds(others, Ending.NO_MATTER))
                .flatMap(List::stream)
                .toList();
        List<HostAppVersion> after = VersionStanding.after(Map.of(KEY, before()), deeds, new DailyQuota(10));
        assertThat(after).singleElement().satisfies(row -> {
            assertThat(row.maxJobsPerDay()).isEqualTo(perDay);
            assertThat(row.consecutiveValid()).isEqualTo(validInARow);
        });
    }

    @Test
    void rows_that_do_not_change_are_not_written() {
        assertThat(VersionStanding.after(Map.of(KEY, before()), deeds(3, Ending.NO_MATTER), new DailyQuota(10)))
                .isEmpty();
        assertThat(VersionStanding.after(Map.of(KEY, before()), deeds(3, Ending.SUCCESS), DailyQuota.NONE))
                .isEmpty();
    }

    private static List<Deed> deeds(int count, Ending ending) {
        return Collections.nCopies(count, new Deed(KEY, ending));
    }

    private static HostAppVersion before() {
        return new HostAppVersion(KEY, Average.NONE, SpreadAverage.NONE, SpreadAverage.NONE, 6, 5);
    }

    @Test
    void successes_tell_nothing_of_a_computer_that_has_its_whole_quota() {
        List<Deed> successes = deeds(2, Ending.SUCCESS);
        List<Deed> mixed = Stream.concat(deeds(1, Ending.FAILURE).stream(), successes.stream())
                .toList();
        DailyQuota ten = new DailyQuota(10);

        assertThat(VersionStanding.telling(successes, ten, known(10))).isEmpty();
        assertThat(VersionStanding.telling(successes, ten, known(12))).isEmpty();
        assertThat(VersionStanding.telling(successes, ten, known(9))).isEqualTo(successes);
        assertThat(VersionStanding.telling(successes, ten, known(0)))
                .as("the row has no quota yet")
                .isEqualTo(successes);
        assertThat(VersionStanding.telling(successes, ten, Map.of()))
                .as("there may be no row")
                .isEqualTo(successes);
        assertThat(VersionStanding.telling(mixed, ten, known(10)))
                .as("after a failure a success matters")
                .isEqualTo(mixed);
        assertThat(VersionStanding.telling(successes, DailyQuota.NONE, known(0)))
                .isEmpty();
    }

    private static Map<HostAppVersion.Key, VersionHistory> known(int perDay) {
        return Map.of(KEY, new VersionHistory(KEY, Average.NONE, Average.NONE, Average.NONE, perDay, 0, 0));
    }
}
