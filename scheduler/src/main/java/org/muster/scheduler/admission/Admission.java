package org.muster.scheduler.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * Lets requests in or sends them away, and remembers whom it sent away until when. What it remembers is in memory only:
 * after a restart everybody counts as sent away for the first time. Thread-safe.
 */
public final class Admission {

    /** Enough for a large project's whole fleet, and some tens of megabytes. */
    private static final int MOST_PROMISES = 500_000;

    private final AdmissionRule rule;
    private final ServiceRate rate;
    private final Backlog backlog;
    private final DoubleSupplier clock;
    private final Cache<Long, Double> promises =
            Caffeine.newBuilder().maximumSize(MOST_PROMISES).build();

    /**
     * @param longestWait seconds that a request may wait for its turn
     * @param longestDelay seconds for which a client is sent away at most
     * @param rate how fast requests are served
     * @param clock seconds, only running forward
     * @param random spreads those who are sent away
     */
    public Admission(
            double longestWait, double longestDelay, ServiceRate rate, DoubleSupplier clock, RandomGenerator random) {
        this.rule = new AdmissionRule(longestWait);
        this.rate = rate;
        this.backlog = new Backlog(longestWait, longestDelay, random);
        this.clock = clock;
    }

    /**
     * Decides about a request.
     *
     * @param client tells clients apart
     * @param brings whether it brings finished work or messages
     * @param waiting requests that wait for their turn
     */
    public Verdict decide(long client, boolean brings, int waiting) {
        double now = clock.getAsDouble();
        Double promised = promises.getIfPresent(client);
        Standing standing = AdmissionRule.standing(brings, promised == null ? Double.NaN : promised, now);
        if (rule.admits(standing, waiting, rate.perSecond())) {
            promises.invalidate(client);
            return new Verdict.Enter(rule.rank(standing, now));
        }
        return standing == Standing.TOO_EARLY ? new Verdict.ComeBack(promised - now) : sendAway(client);
    }

    /** Sends a client away, and promises it a place. */
    public Verdict.ComeBack sendAway(long client) {
        double now = clock.getAsDouble();
        double place;
        synchronized (backlog) {
            place = backlog.next(now, rate.perSecond());
        }
        promises.put(client, place);
        return new Verdict.ComeBack(place - now);
    }

    /** Notes that so many requests together took so many seconds. */
    public void served(int requests, double seconds) {
        rate.served(requests, seconds);
    }

    /** Seconds after which a request that waits for its turn is sent away. */
    public double patience() {
        return rule.patience();
    }

    /** Seconds until everybody who was sent away has had its place. */
    public double backlog() {
        synchronized (backlog) {
            return backlog.length(clock.getAsDouble());
        }
    }
}
