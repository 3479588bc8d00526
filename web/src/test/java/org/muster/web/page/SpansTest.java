package org.muster.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0 seconds",
        "0, 0 seconds",
        "1, 1 second",
        "59, 59 seconds",
        "60, 1 minute",
        "3599, 59 minutes",
        "3600, 1 hour",
        "172799, 47 hours",
        "172800, 2 days",
        "86400000, '1,000 days'"
    })
    void a_span_is_said_in_its_largest_unit(long seconds, String words) {
        assertThat(Spans.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1234, 0.123", "1.25, 1.3", "99.96, 100.0", "1234567.8, '1,234,568'"})
    void a_real_number_has_the_decimals_worth_reading(double amount, String words) {
        assertThat(Spans.number(amount)).isEqualTo(words);
    }

    @Test
    void a_moment_is_said_in_utc() {
        assertThat(Spans.moment(Instant.parse("2026-11-21T19:09:26Z"))).isEqualTo("21 Nov 2026, 19:09:26 UTC");
    }
}
