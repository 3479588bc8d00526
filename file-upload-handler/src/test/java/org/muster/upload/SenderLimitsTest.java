package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderLimitsTest {
    private static final SenderLimits LIMITS = new SenderLimits(Duration.ofSeconds(30), Duration.ofSeconds(60), 50);

    @ParameterizedTest
    @CsvSource({
        // bytes that came, seconds since the beginning, seconds of silence, scarce -> seconds that it may still take
        "0, 0, 0, false, 30",
        "0, 29, 29, false, 1",
        "0, 30, 30, false, 0",
        "0, 50, 0, false, 10",
        "5000, 100, 0, false, 30",
        "5000, 150, 0, false, 10",
        "5000, 161, 0, false, -1",
        "5000, 100, 0, true, -35",
        "100000, 150, 0, true, 10",
        "10000000000, 100000, 3, true, 27",
    })
    void a_sender_may_be_silent_so_long_and_must_keep_up_a_rate_which_is_higher_when_others_wait(
            long arrived, long elapsed, long silent, boolean scarce, long patience) {
        assertThat(LIMITS.patience(arrived, Duration.ofSeconds(elapsed), Duration.ofSeconds(silent), scarce))
                .isEqualTo(Duration.ofSeconds(patience));
    }
}
