package org.muster.scheduler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.scheduler.request.ReportedResult;

class PlausibleRuntimeTest {
    private static final long SENT = 1_000_000;

    @Test
    void times_that_are_possible_stay() {
        assertThat(of(90, 100, SENT + 200)).isEqualTo(runtime(90, 100));
    }

    @Test
    void a_task_took_no_longer_than_since_it_was_sent() {
        assertThat(of(0, 5000, SENT + 200)).isEqualTo(runtime(0, 201));
    }

    @Test
    void a_task_that_is_sent_and_reported_within_one_second_took_some_time() {
        assertThat(of(0.2, 0.4, SENT)).isEqualTo(runtime(0.2, 0.4));
    }

    @Test
    void elapsed_time_is_at_least_processor_time_and_processor_time_fits_on_all_processors() {
        assertThat(of(150, 100, SENT + 200)).isEqualTo(runtime(150, 150));
        assertThat(of(9000, 100, SENT + 200)).isEqualTo(runtime(804, 201));
        assertThat(of(-5, 100, SENT + 200)).isEqualTo(runtime(0, 100));
    }

    @Test
    void a_clock_that_was_set_back_says_nothing() {
        assertThat(of(90, 100, SENT - 3600)).isEqualTo(runtime(90, 100));
    }

    private static ReportedResult.Runtime of(double processor, double elapsed, long received) {
        return PlausibleRuntime.of(runtime(processor, elapsed), SENT, received, 4);
    }

    private static ReportedResult.Runtime runtime(double processor, double elapsed) {
        return new ReportedResult.Runtime(processor, elapsed, 1, 2, 3);
    }
}
