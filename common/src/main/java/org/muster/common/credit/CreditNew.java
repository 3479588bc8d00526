package org.muster.common.credit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.credit.Claim.Trust;

/**
 * BOINC's default way to compute credit ("CreditNew"): each valid result claims the FLOPs that its host could have done
 * at peak speed, scaled by how efficient its application version and host usually are; the workunit's credit is an
 * average of the claims that leans towards the expected size of the job. Every valid result gets the same.
 */
public final class CreditNew {

    /** Credits per FLOP: 200 credits are a day at 1 GFLOPS. */
    public static final double CREDITS_PER_FLOP = 200 / 86_400e9;

    /** No result is ever granted more: a year at 1 TFLOPS. */
    public static final double MOST_CREDIT = 200.0 * 1000 * 365;

    private static final double HOST_SAMPLES = 10;
    private static final double VERSION_SAMPLES = 100;
    private static final int RELIABLE = 10;
    private static final double GREATEST_HOST_SCALE = 10;

    private CreditNew() {}

    /**
     * What a valid run claims.
     *
     * @param host what is known of the version on the host before this run; empty when nothing
     * @param version what is known of the version; empty for the anonymous platform
     */
    public static Claim claim(Run run, Job job, Optional<HostAppVersion> host, Optional<AppVersionCredit> version) {
        if (host.isEmpty() || (version.isEmpty() && !run.anonymous())) {
            return new Claim(job.estimatedPeakFlopCount(), Trust.APPROXIMATE, Optional.empty());
        }
        Optional<RunSample> sample = run.outlier() || !run.isSpeedKnown()
                ? Optional.empty()
                : Optional.of(new RunSample(
                        run.rawPeakFlopCount() / job.fpopsEstimate(),
                        run.seconds() / job.fpopsEstimate(),
                        run.receivedTime() - run.sentTime()));
        return run.anonymous()
                ? new Claim(anonymous(run, job, host.get()), Trust.APPROXIMATE, sample)
                : scaled(run, job, host.get(), version.orElseThrow(), sample);
    }

    /**
     * The credit of each valid result of a workunit.
     *
     * @param claims of the valid results
     */
    public static double credit(List<Claim> claims, Job job) {
        List<Double> normal = new ArrayList<>();
        List<Double> approximate = new ArrayList<>();
        for (Claim claim : claims) {
            Claim bounded = bounded(claim, job);
            switch (bounded.trust()) {
                case NORMAL -> normal.add(bounded.peakFlopCount());
                case APPROXIMATE -> approximate.add(bounded.peakFlopCount());
                case EXCESSIVE -> {
                    // Nothing can be learned from it.
                }
            }
        }
        double expected = job.estimatedPeakFlopCount();
        if (normal.size() == 1) {
            // A single trusted claim counts twice among the others.
            approximate.add(normal.getFirst());
            approximate.add(normal.getFirst());
        }
        List<Double> used = normal.size() > 1 ? normal : approximate;
        double flops = used.isEmpty() ? expected : pegged(used, expected);
        return Math.min(flops * CREDITS_PER_FLOP, MOST_CREDIT);
    }

    private static double anonymous(Run run, Job job, HostAppVersion host) {
        boolean known =
                host.peakFlops().samples() >= HOST_SAMPLES && host.peakFlops().value() > 0;
        return known && isReliableEnough(job, host)
                ? run.rawPeakFlopCount()
                        * job.leastAveragePfc()
                        / host.peakFlops().value()
                : job.estimatedPeakFlopCount();
    }

    private static Claim scaled(
            Run run, Job job, HostAppVersion host, AppVersionCredit version, Optional<RunSample> sample) {
        boolean hostKnown = host.peakFlops().samples() >= HOST_SAMPLES
                && host.peakFlops().value() > 0
                && version.peakFlops().samples() >= VERSION_SAMPLES
                && version.peakFlops().value() > 0
                && isReliableEnough(job, host);
        double hostScale = hostKnown
                ? Math.min(
                        GREATEST_HOST_SCALE,
                        version.peakFlops().value() / host.peakFlops().value())
                : 1;
        double versionScale = version.scale() == 0 ? 1 : version.scale();
        Trust trust = hostKnown && version.scale() != 0 ? Trust.NORMAL : Trust.APPROXIMATE;
        return new Claim(run.rawPeakFlopCount() * versionScale * hostScale, trust, sample);
    }

    private static boolean isReliableEnough(Job job, HostAppVersion host) {
        return !job.hostScaleCheck() || host.consecutiveValid() >= RELIABLE;
    }

    private static Claim bounded(Claim claim, Job job) {
        double flops = Math.min(claim.peakFlopCount(), job.fpopsBound());
        return flops * CREDITS_PER_FLOP > MOST_CREDIT
                ? new Claim(flops, Trust.EXCESSIVE, claim.sample())
                : new Claim(flops, claim.trust(), claim.sample());
    }

    /** An average in which a claim weighs less the farther it is from what was expected. */
    static double pegged(List<Double> claims, double expected) {
        if (claims.size() == 1) {
            return claims.getFirst();
        }
        double weights = 0;
        double sum = 0;
        for (double claim : claims) {
            double weight = 1 / (0.1 * expected + Math.abs(expected - claim));
            weights += weight;
            sum += weight * claim;
        }
        return sum / weights;
    }
}
