package org.muster.common.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.Claim.Trust;

class CreditNewTest {

    private static final HostAppVersion.Key KEY = new HostAppVersion.Key(1, 1);
    private static final Job JOB = new Job(1e10, 1e14, 1, false);

    @ParameterizedTest
    @CsvSource({
        "2.004949, 1.995666828703704e-02",
        "2.006836, 1.997545092592592e-02",
        "2.009728, 2.000423703703704e-02",
        "2.006625, 1.997335069444444e-02",
        "25.048038, 2.493207486111111e-01"
    })
    void a_host_without_a_benchmark_is_granted_what_the_reference_server_granted_it(double elapsed, double granted) {
        Claim claim =
                CreditNew.claim(run(elapsed, 1e9), JOB, Optional.of(host(0, 0, 0)), Optional.of(version(0, 0, 0)));

        assertThat(CreditNew.credit(List.of(claim), JOB)).isCloseTo(granted, within(1e-15));
        assertThat(claim.sample())
                .as("its speed is a guess, so it teaches nothing")
                .isEmpty();
    }

    @ParameterizedTest(
            name = "host n={0} avg={1} valid={2}, version n={3} avg={4} scale={5}, checked={6}: {7} x raw, {8}")
    @CsvSource({
        // host samples, average, valid in a row; version samples, average, scale; host checked; factor, trust
        "0,  0, 0,   0, 0, 0,   false, 1,   APPROXIMATE",
        "9,  2, 0, 100, 4, 0.5, false, 0.5, APPROXIMATE",
        "10, 2, 0,  99, 4, 0.5, false, 0.5, APPROXIMATE",
        "10, 2, 0, 100, 4, 0.5, false, 1,   NORMAL",
        "10, 2, 0, 100, 4, 0,   false, 2,   APPROXIMATE",
        "10, 2, 0, 100, 90, 1,  false, 10,  NORMAL",
        "10, 0, 0, 100, 4, 0.5, false, 0.5, APPROXIMATE",
        "10, 2, 9, 100, 4, 0.5, true,  0.5, APPROXIMATE",
        "10, 2, 10, 100, 4, 0.5, true, 1,   NORMAL"
    })
    void a_claim_is_scaled_by_what_is_known_of_version_and_host(
            double hostSamples,
            double hostAverage,
            int valid,
            double versionSamples,
            double versionAverage,
            double scale,
            boolean checked,
            double factor,
            Trust trust) {
        Claim claim = CreditNew.claim(
                run(10, 2e9),
                new Job(1e10, 1e14, 1, checked),
                Optional.of(host(hostSamples, hostAverage, valid)),
                Optional.of(version(versionSamples, versionAverage, scale)));

        assertThat(claim.peakFlopCount()).isCloseTo(2e10 * factor, within(1.0));
        assertThat(claim.trust()).isEqualTo(trust);
        assertThat(claim.sample()).contains(new RunSample(2, 1e-9, 500));
    }

    @Test
    void an_unknown_host_or_version_claims_the_size_of_the_job() {
        Job scaled = new Job(1e10, 1e14, 3, false);

        Claim unknownHost = CreditNew.claim(run(10, 2e9), scaled, Optional.empty(), Optional.of(version(0, 0, 0)));
        Claim unknownVersion = CreditNew.claim(run(10, 2e9), scaled, Optional.of(host(0, 0, 0)), Optional.empty());

        assertThat(unknownHost).isEqualTo(new Claim(3e10, Trust.APPROXIMATE, Optional.empty()));
        assertThat(unknownVersion).isEqualTo(unknownHost);
    }

    @Test
    void an_application_of_the_volunteers_own_is_judged_by_its_history_on_that_host() {
        Run own = new Run(KEY, true, 10, 10, 2e9, false, 1000, 1500);
        Job job = new Job(1e10, 1e14, 3, false);

        assertThat(CreditNew.claim(own, job, Optional.of(host(9, 4, 0)), Optional.empty())
                        .peakFlopCount())
                .isEqualTo(3e10);
        assertThat(CreditNew.claim(own, job, Optional.of(host(10, 4, 0)), Optional.empty())
                        .peakFlopCount())
                .isEqualTo(2e10 * 3 / 4);
    }

    @Test
    void processor_time_stands_in_for_a_missing_run_time() {
        Run old = new Run(KEY, false, 0, 7, 2e9, false, 1000, 1500);

        assertThat(CreditNew.claim(old, JOB, Optional.of(host(0, 0, 0)), Optional.of(version(0, 0, 0)))
                        .peakFlopCount())
                .isEqualTo(1.4e10);
    }

    @Test
    void two_trusted_claims_leave_the_others_out() {
        double credit = CreditNew.credit(
                List.of(claim(1e10, Trust.NORMAL), claim(1e10, Trust.NORMAL), claim(9e13, Trust.APPROXIMATE)), JOB);

        assertThat(credit).isCloseTo(1e10 * CreditNew.CREDITS_PER_FLOP, within(1e-12));
    }

    @Test
    void one_trusted_claim_counts_twice() {
        double alone = CreditNew.pegged(List.of(3e10, 1e10, 1e10), 1e10);

        assertThat(CreditNew.credit(List.of(claim(3e10, Trust.APPROXIMATE), claim(1e10, Trust.NORMAL)), JOB))
                .isCloseTo(alone * CreditNew.CREDITS_PER_FLOP, within(1e-12));
    }

    @Test
    void a_claim_above_the_bound_is_cut_and_one_above_all_measure_is_left_out() {
        double bound = CreditNew.credit(List.of(claim(1e20, Trust.APPROXIMATE)), JOB);
        double excessive = CreditNew.credit(List.of(claim(1e30, Trust.NORMAL)), new Job(1e10, 1e31, 1, false));

        assertThat(bound).isCloseTo(1e14 * CreditNew.CREDITS_PER_FLOP, within(1e-9));
        assertThat(excessive).isCloseTo(1e10 * CreditNew.CREDITS_PER_FLOP, within(1e-12));
    }

    @Property
    void credit_lies_within_the_claims_and_never_above_what_may_be_granted(
            @ForAll @Size(min = 1, max = 5) List<@DoubleRange(min = 1, max = 1e22) Double> flops) {
        Job job = new Job(1e12, 1e21, 1, false);
        List<Claim> claims =
                flops.stream().map(f -> claim(f, Trust.APPROXIMATE)).toList();

        double credit = CreditNew.credit(claims, job);

        double most = CreditNew.MOST_CREDIT / CreditNew.CREDITS_PER_FLOP;
        List<Double> believed =
                flops.stream().filter(f -> Math.min(f, 1e21) <= most).toList();
        double least = believed.stream().mapToDouble(f -> f).min().orElse(1e12);
        double largest = believed.stream().mapToDouble(f -> f).max().orElse(1e12);
        assertThat(credit / CreditNew.CREDITS_PER_FLOP).isBetween(least * (1 - 1e-9), largest * (1 + 1e-9));
        assertThat(credit).isLessThanOrEqualTo(CreditNew.MOST_CREDIT);
    }

    private static Run run(double elapsed, double peakFlops) {
        return new Run(KEY, false, elapsed, elapsed / 2, peakFlops, false, 1000, 1500);
    }

    private static HostAppVersion host(double samples, double average, int valid) {
        return new HostAppVersion(KEY, new Average(samples, average), SpreadAverage.NONE, SpreadAverage.NONE, 0, valid);
    }

    private static AppVersionCredit version(double samples, double average, double scale) {
        return new AppVersionCredit(1, new Average(samples, average), scale, RecentCredit.NONE);
    }

    private static Claim claim(double flops, Trust trust) {
        return new Claim(flops, trust, Optional.empty());
    }
}
