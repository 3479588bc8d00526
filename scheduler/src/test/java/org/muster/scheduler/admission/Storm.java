package org.muster.scheduler.admission;

import org.muster.scheduler.admission.StormSimulation.Outcome;
import org.muster.scheduler.admission.StormSimulation.Scenario;

/** The storm of the README: the network of a large fleet comes back, and all of it asks within five minutes. */
final class Storm {

    /** 200,000 computers, a server for 100 requests a second, which at normal times gets 28. */
    static final Scenario FLEET = new Scenario(200_000, 300, 7200, 8, 0.08, 0.7, 6 * 3600);

    private static final double LONGEST_WAIT = 10;
    private static final double LONGEST_DELAY = 14_400;
    private static final int CONNECTIONS = 20_000;
    private static final long SEED = 4_711;

    private Storm() {}

    static Outcome withAdmission() {
        return StormSimulation.run(
                FLEET, new StormServer.WithAdmission(LONGEST_WAIT, LONGEST_DELAY, FLEET.turns(), SEED), SEED);
    }

    /** Every request waits until it is served. */
    static Outcome withoutAdmission(Scenario scenario) {
        return StormSimulation.run(scenario, new StormServer.Plain(Integer.MAX_VALUE), SEED);
    }

    /** Every request waits until it is served, if it finds one of 20,000 connections free. */
    static Outcome withFewConnections(Scenario scenario) {
        return StormSimulation.run(scenario, new StormServer.Plain(CONNECTIONS), SEED);
    }

    static String summary(String name, Outcome outcome) {
        return "%s: half served after %d min, 99 %% after %d min; 99 of 100 waited at most %.1f s, the longest %.1f s;"
                        .formatted(
                                name,
                                outcome.recovered(FLEET.hosts(), 50),
                                outcome.recovered(FLEET.hosts(), 99),
                                outcome.worstWait(),
                                outcome.longestWait())
                + " queue up to %d; sent away %d, at most %d times each; dropped %d, served in vain %d"
                        .formatted(
                                outcome.longestQueue(),
                                outcome.sentAway(),
                                outcome.mostTimesSentAway(),
                                outcome.dropped(),
                                outcome.wasted());
    }
}
