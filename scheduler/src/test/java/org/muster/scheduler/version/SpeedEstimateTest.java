package org.muster.scheduler.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

class SpeedEstimateTest {

    private static final HostAppVersion.Key KEY = new HostAppVersion.Key(1, 2);

    /** Says 4 GFLOPS, could do 10 at best. */
    private static final Usage GRAPHICS = new Usage(ProcessorType.NVIDIA, 0.5, 2, 0, 1e10, 4e9, "");

    @ParameterizedTest(name = "{0} runs here of {1} s per operation, {2} elsewhere of ratio {3}: {4}")
    @CsvSource({
        "11, 2e-9,  0,   0,  5e8",
        "10, 2e-9,  0,   0,  2.05e10",
        "10, 2e-9,  101, 5,  2e9",
        "0,  0,     101, 5,  2e9",
        "0,  0,     100, 5,  2.05e10",
        "0,  0,     101, 0,  2.05e10",
        "11, 0,     101, 5,  2e9",
        "11, 1e-13, 0,   0,  1e12",
        "11, 1e-9,  101, 5,  1e9",
    })
    void what_was_measured_here_goes_before_what_was_measured_elsewhere_and_that_before_a_guess(
            double here, double seconds, double elsewhere, double ratio, double expected) {
        VersionHistory history = history(here, seconds, 0, 0, 0);
        assertThat(SpeedEstimate.expected(GRAPHICS, history, new Average(elsewhere, ratio), 1e9))
                .isCloseTo(expected, within(1.0));
    }

    @ParameterizedTest(name = "{0} runs, quota {1}, {2} valid, chance {3}: {4}")
    @CsvSource({
        "0,  0, 0, 0.5,   4e9",
        "1,  5, 1, 0.5,   4e9",
        "2,  5, 2, 0.5,   3e9",
        "4,  5, 4, 0.5,   2.5e9",
        "0,  1, 0, 0.5,   4e7",
        "0,  1, 0, 0.005, 4e9",
        "0,  1, 1, 0.5,   4e9",
        "0,  2, 0, 0.5,   4e9",
    })
    void versions_are_compared_more_and_more_by_what_was_measured(
            double runs, int quota, int valid, double chance, double expected) {
        assertThat(SpeedEstimate.compared(GRAPHICS, history(0, 0, runs, quota, valid), 2e9, chance))
                .isCloseTo(expected, within(1.0));
    }

    @ParameterizedTest(name = "{0} runs, factor {1}, drawn {2}: {3}")
    @CsvSource({
        "0,  0,   3,   1",
        "0,  0.1, 3,   1.3",
        "0,  0.1, -20, 0.1",
        "1,  0.1, -3,  0.7",
        "10, 0.1, 3,   1.03",
    })
    void luck_counts_less_with_every_run(double runs, double factor, double drawn, double expected) {
        assertThat(SpeedEstimate.luck(history(0, 0, runs, 0, 0), factor, drawn)).isCloseTo(expected, within(1e-9));
    }

    private static VersionHistory history(double elapsedRuns, double seconds, double runs, int quota, int valid) {
        return new VersionHistory(
                KEY, new Average(runs, 1), new Average(elapsedRuns, seconds), Average.NONE, quota, 0, valid);
    }
}
