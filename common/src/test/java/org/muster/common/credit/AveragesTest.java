package org.muster.common.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AveragesTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final double WEEK = 7 * 86_400;

    @Test
    void the_first_samples_are_averaged_plainly_with_their_variance() {
        SpreadAverage average = SpreadAverage.NONE;
        for (double sample : new double[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            average = average.with(sample, AverageRule.HOST);
        }

        assertThat(average.samples()).isEqualTo(8);
        assertThat(average.value()).isCloseTo(5, EXACT);
        assertThat(average.variance()).isCloseTo(4, EXACT);
    }

    @Test
    void later_samples_have_a_fixed_weight() {
        Average average = new Average(19, 10).with(20, AverageRule.HOST);
        SpreadAverage spread = new SpreadAverage(19, 10, 4, 7).with(20, AverageRule.HOST);

        assertThat(average).isEqualTo(new Average(20, 10.1));
        assertThat(spread.value()).isCloseTo(10.1, EXACT);
        assertThat(spread.variance()).isCloseTo(4 + 0.01 * (100 - 4), EXACT);
    }

    @Test
    void an_outlier_counts_as_ten_times_the_average_and_a_negative_sample_not_at_all() {
        assertThat(new Average(1, 1).with(1e9, AverageRule.HOST)).isEqualTo(new Average(2, 5.5));
        assertThat(new Average(1, 1).with(-1, AverageRule.HOST)).isEqualTo(new Average(1, 1));
        assertThat(Average.NONE.with(1e9, AverageRule.HOST)).isEqualTo(new Average(1, 1e9));
        assertThat(SpreadAverage.NONE.with(-1, AverageRule.HOST)).isEqualTo(SpreadAverage.NONE);
    }

    @Test
    void recent_credit_halves_in_a_week() {
        RecentCredit faded = new RecentCredit(100, 1000).with(1000 + WEEK, 0, 0);

        assertThat(faded.perDay()).isCloseTo(50, EXACT);
        assertThat(faded.time()).isEqualTo(1000 + WEEK);
    }

    @Test
    void steady_work_is_averaged_to_its_rate() {
        RecentCredit credit = RecentCredit.NONE.with(86_400, 0, 12);
        assertThat(credit.perDay()).isCloseTo(12, EXACT);
        for (int day = 2; day < 200; day++) {
            credit = credit.with(day * 86_400.0, 0, 12);
        }
        assertThat(credit.perDay()).isCloseTo(12, EXACT);
    }

    @Test
    void credit_granted_twice_at_one_moment_is_not_infinite() {
        RecentCredit first = RecentCredit.NONE.with(1000, 1000, 1);
        RecentCredit second = first.with(1000, 1000, 1);

        assertThat(first.perDay()).isCloseTo(86_400, EXACT);
        assertThat(second.perDay()).isCloseTo(86_400 + Math.log(2) / 7, EXACT);
        assertThat(RecentCredit.NONE.with(1000, 1000, 0)).isEqualTo(new RecentCredit(0, 1000));
    }

    @Test
    void a_late_result_costs_its_host_a_step_of_its_quota_and_its_record() {
        HostAppVersion host = new HostAppVersion(
                new HostAppVersion.Key(1, 2), Average.NONE, SpreadAverage.NONE, new SpreadAverage(1, 100, 0, 0), 8, 5);

        HostAppVersion late = host.afterTimeOut(300, new DailyQuota(10));

        assertThat(late.maxJobsPerDay()).isEqualTo(7);
        assertThat(late.consecutiveValid()).isZero();
        assertThat(late.turnaround().value()).isCloseTo(200, EXACT);
        assertThat(host.afterTimeOut(300, new DailyQuota(4)).maxJobsPerDay()).isEqualTo(3);
        assertThat(host.afterTimeOut(300, new DailyQuota(0)).maxJobsPerDay())
                .as("no quota, none to lower")
                .isEqualTo(8);
        assertThat(HostAppVersion.unknown(host.key())
                        .afterTimeOut(300, new DailyQuota(10))
                        .maxJobsPerDay())
                .isEqualTo(9);
        assertThat(HostAppVersion.unknown(host.key())
                        .afterTimeOut(300, new DailyQuota(1))
                        .maxJobsPerDay())
                .isEqualTo(1);
    }

    @Test
    void valid_results_in_a_row_are_counted_when_others_computed_them_too() {
        HostAppVersion host = HostAppVersion.unknown(new HostAppVersion.Key(1, 2));

        assertThat(host.afterValid(true, DailyQuota.NONE).consecutiveValid()).isEqualTo(1);
        assertThat(host.afterValid(false, DailyQuota.NONE).consecutiveValid()).isZero();
        HostAppVersion good = host.afterValid(true, DailyQuota.NONE).afterValid(true, DailyQuota.NONE);
        assertThat(good.consecutiveValid()).isEqualTo(2);
        assertThat(good.afterSuccess(DailyQuota.NONE).consecutiveValid()).isEqualTo(2);
        assertThat(good.afterFailure(DailyQuota.NONE).consecutiveValid()).isZero();
        assertThat(good.afterInvalid(DailyQuota.NONE).consecutiveValid()).isZero();
    }

    @Test
    void an_implausible_ratio_is_not_averaged_but_the_run_time_is() {
        HostAppVersion host =
                HostAppVersion.unknown(new HostAppVersion.Key(1, 2)).with(new RunSample(2e4, 3, 4));

        assertThat(host.peakFlops()).isEqualTo(Average.NONE);
        assertThat(host.elapsed().samples()).isEqualTo(1);
        assertThat(host.turnaround().value()).isEqualTo(4);
    }

    @Test
    void applications_of_volunteers_are_told_apart_by_project_application_and_processor() {
        assertThat(HostAppVersion.Key.of(7, 12, 3)).isEqualTo(new HostAppVersion.Key(7, 12));
        assertThat(HostAppVersion.Key.of(7, -2, 3)).isEqualTo(new HostAppVersion.Key(7, 3_000_002));
    }
}
