package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestsTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private final Rests rests = Rests.of(IDLE);

    @Test
    void a_pass_that_found_little_is_followed_by_the_usual_rest() {
        assertThat(rests.after(PassOutcome.IDLE)).isEqualTo(IDLE);
        assertThat(rests.after(new PassOutcome(Rests.MUCH - 1, false))).isEqualTo(IDLE);
    }

    @Test
    void where_much_comes_in_more_is_let_gather() {
        assertThat(rests.after(new PassOutcome(Rests.MUCH, false))).isEqualTo(IDLE.multipliedBy(3));
    }

    @Test
    void while_there_is_more_nobody_rests() {
        assertThat(rests.after(new PassOutcome(2000, true))).isZero();
        assertThat(rests.after(new PassOutcome(1, true))).isZero();
    }

    @Test
    void a_daemon_may_rest_alike_whatever_it_found() {
        assertThat(Rests.always(IDLE).after(new PassOutcome(5000, false))).isEqualTo(IDLE);
    }
}
