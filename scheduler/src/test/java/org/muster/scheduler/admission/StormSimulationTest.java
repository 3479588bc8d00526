package org.muster.scheduler.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.scheduler.admission.StormSimulation.Outcome;
import org.muster.scheduler.admission.StormSimulation.Scenario;

/** The README's promises, kept by the simulated fleet of 200,000 computers. */
class StormSimulationTest {

    /** One and a half times {@code scheduler.admission.maximumWaitSeconds}. */
    private static final double LONGEST_WAIT = 15;

    private static final Scenario TWO_HOURS = Storm.FLEET.lasting(7200);

    @Test
    void with_admission_everybody_is_served_within_the_hour_nobody_waits_long_and_no_connection_is_dropped() {
        Outcome outcome = Storm.withAdmission();

        assertThat(outcome.dropped()).isZero();
        assertThat(outcome.wasted()).isZero();
        assertThat(outcome.worstWait()).as("99 of 100, in the worst minute").isLessThan(LONGEST_WAIT);
        assertThat(outcome.longestWait()).as("anybody").isLessThanOrEqualTo(LONGEST_WAIT);
        assertThat(outcome.longestQueue()).isLessThan(1500);
        assertThat(outcome.recovered(Storm.FLEET.hosts(), 50)).isBetween(1, 20);
        assertThat(outcome.recovered(Storm.FLEET.hosts(), 99)).isBetween(1, 40);
        assertThat(outcome.mostTimesSentAway()).isLessThanOrEqualTo(3);
    }

    @Test
    void without_a_bound_the_server_never_recovers_because_it_answers_clients_that_have_gone() {
        Outcome outcome = Storm.withoutAdmission(TWO_HOURS);

        assertThat(outcome.recovered(Storm.FLEET.hosts(), 50)).isEqualTo(-1);
        assertThat(outcome.wasted()).isGreaterThan(500_000);
    }

    @Test
    void with_a_bound_on_connections_only_hundreds_of_thousands_are_dropped_and_the_others_wait_for_minutes() {
        Outcome outcome = Storm.withFewConnections(TWO_HOURS);

        assertThat(outcome.dropped()).isGreaterThan(200_000);
        assertThat(outcome.worstWait()).isGreaterThan(180);
    }
}
