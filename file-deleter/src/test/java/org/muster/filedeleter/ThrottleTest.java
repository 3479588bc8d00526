package org.muster.filedeleter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private long now = 7;
    private long slept;

    @Test
    void those_who_come_together_are_let_through_evenly_spaced() {
        Throttle throttle = throttle(100);
        for (int i = 0; i < 101; i++) {
            throttle.pass();
        }
        assertThat(slept).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void a_quiet_time_is_not_made_up_for() {
        Throttle throttle = throttle(100);
        throttle.pass();
        now += TimeUnit.HOURS.toNanos(1);
        throttle.pass();
        assertThat(slept).isZero();
        throttle.pass();
        assertThat(slept).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @Test
    void without_a_limit_nobody_waits() {
        Throttle throttle = throttle(0);
        for (int i = 0; i < 1000; i++) {
            throttle.pass();
        }
        assertThat(slept).isZero();
    }

    private Throttle throttle(int perSecond) {
        return new Throttle(perSecond, () -> now, nanos -> {
            slept += nanos;
            now += nanos;
        });
    }
}
