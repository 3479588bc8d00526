package org.muster.scheduler.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.scheduler.admission.StormSimulation.Outcome;

/** The README's promises, kept by the simulated fleet of 200,000 computers. */
class StormSimulationTest {

    @Test
    void with_admission_everybody_is_served_within_the_hour_nobody_waits_long_and_no_connection_is_dropped() {
        Outcome outcome = Storm.withAdmission();
        System.out.println(Storm.summary("with", outcome));

        assertThat(outcome.dropped()).isZero();
        assertThat(outcome.wasted()).isZero();
        assertThat(outcome.worstWait()).as("99 of 100, in the worst minute").isLessThan(15);
        assertThat(outcome.longestWait()).as("anybody").isLessThanOrEqualTo(15);
        assertThat(outcome.longestQueue()).isLessThan(1100);
        assertThat(outcome.recovered(Storm.FLEET.hosts(), 50)).isBetween(1, 25);
        assertThat(outcome.recovered(Storm.FLEET.hosts(), 99)).isBetween(1, 60);
        assertThat(outcome.mostTimesSentAway()).isLessThan(5);
    }

    @Test
    void without_admission_connections_are_dropped_and_work_is_done_for_clients_that_have_gone() {
        Outcome outcome = Storm.withoutAdmission();
        System.out.println(Storm.summary("without", outcome));

        assertThat(outcome.dropped()).isGreaterThan(200_000);
        assertThat(outcome.worstWait()).isGreaterThan(60);
        assertThat(outcome.recovered(Storm.FLEET.hosts(), 99))
                .isGreaterThan(2 * Storm.withAdmission().recovered(Storm.FLEET.hosts(), 99));
    }
}
