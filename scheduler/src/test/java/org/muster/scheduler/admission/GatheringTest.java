package org.muster.scheduler.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {

    /** Below zero, as that clock may be. */
    private static final long NOW = -7_000_000_000_000L;

    private static final long MILLISECOND = 1_000_000;
    private final Gathering gathering = new Gathering(Gathering.ENOUGH + 6, NOW);

    @Test
    void where_few_are_inside_nobody_waits_for_others() {
        for (int i = 1; i < Gathering.CROWD; i++) {
            gathering.came(i, NOW + i);
        }
        assertThat(gathering.patience(1, NOW + Gathering.CROWD)).isLessThanOrEqualTo(0);
    }

    @Test
    void in_a_crowd_they_wait_for_a_while_since_the_first_of_them_came() {
        gathering.came(Gathering.CROWD, NOW);
        gathering.came(Gathering.CROWD + 1, NOW + 30 * MILLISECOND);
        assertThat(gathering.patience(2, NOW + 40 * MILLISECOND)).isEqualTo(Gathering.LONGEST - 40 * MILLISECOND);
        assertThat(gathering.patience(2, NOW + Gathering.LONGEST)).isLessThanOrEqualTo(0);
    }

    @Test
    void when_they_are_many_they_wait_no_longer() {
        gathering.came(Gathering.CROWD, NOW);
        assertThat(gathering.patience(Gathering.ENOUGH - 1, NOW)).isPositive();
        assertThat(gathering.patience(Gathering.ENOUGH, NOW)).isLessThanOrEqualTo(0);
    }

    @Test
    void nobody_waits_for_more_than_fit_into_a_batch() {
        Gathering small = new Gathering(20, NOW);
        small.came(Gathering.CROWD, NOW);
        assertThat(small.patience(19, NOW)).isPositive();
        assertThat(small.patience(20, NOW)).isLessThanOrEqualTo(0);
    }

    @Test
    void after_a_batch_the_next_first_one_counts() {
        gathering.came(Gathering.CROWD, NOW);
        gathering.taken();
        gathering.came(40, NOW + 90 * MILLISECOND);
        assertThat(gathering.patience(1, NOW + 90 * MILLISECOND)).isEqualTo(Gathering.LONGEST);
    }

    @Test
    void who_did_not_fit_into_a_batch_is_not_held_back_again() {
        gathering.came(Gathering.CROWD, NOW);
        gathering.taken();
        assertThat(gathering.patience(5, NOW + Gathering.LONGEST)).isLessThanOrEqualTo(0);
    }

    @Test
    void a_crowd_is_forgotten_after_two_moments() {
        gathering.came(Gathering.CROWD, NOW);
        gathering.taken();
        gathering.came(1, NOW + Gathering.MOMENT + 1);
        assertThat(gathering.patience(1, NOW + Gathering.MOMENT + 1)).isPositive();
        gathering.taken();
        gathering.came(1, NOW + 2 * Gathering.MOMENT + 2);
        assertThat(gathering.patience(1, NOW + 2 * Gathering.MOMENT + 2)).isLessThanOrEqualTo(0);
    }

    @Test
    void after_a_silence_it_is_forgotten_at_once() {
        gathering.came(Gathering.CROWD, NOW);
        gathering.taken();
        gathering.came(1, NOW + 3 * Gathering.MOMENT);
        assertThat(gathering.patience(1, NOW + 3 * Gathering.MOMENT)).isLessThanOrEqualTo(0);
    }
}
