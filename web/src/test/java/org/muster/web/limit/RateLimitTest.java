package org.muster.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000L));
    private final RateLimit limit = new RateLimit(6, now::get);

    @Test
    void so_many_in_an_hour_and_then_one_for_each_tenth_minute() {
        assertThat(IntStream.range(0, 10).filter(i -> limit.take("a")).count()).isEqualTo(6);
        assertThat(limit.waitSeconds("a")).isEqualTo(600);
        pass(Duration.ofSeconds(599));
        assertThat(limit.take("a")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(limit.take("a")).isTrue();
        assertThat(limit.take("a")).isFalse();
        pass(Duration.ofDays(1));
        assertThat(IntStream.range(0, 10).filter(i -> limit.take("a")).count())
                .as("never more than an hour's number")
                .isEqualTo(6);
    }

    @Test
    void what_one_takes_is_not_taken_from_another_and_right_attempts_are_given_back() {
        IntStream.range(0, 6).forEach(i -> limit.take("a"));
        assertThat(limit.take("b")).isTrue();
        limit.giveBack("a");
        assertThat(limit.take("a")).isTrue();
        assertThat(limit.take("a")).isFalse();
    }

    @Test
    void a_clock_that_is_set_back_takes_and_gives_nothing() {
        IntStream.range(0, 6).forEach(i -> limit.take("a"));
        pass(Duration.ofHours(-5));
        assertThat(limit.take("a")).isFalse();
        pass(Duration.ofHours(5));
        assertThat(limit.take("a")).isFalse();
    }

    @Test
    void zero_is_no_limit() {
        RateLimit none = new RateLimit(0, now::get);
        assertThat(IntStream.range(0, 1000).allMatch(i -> none.take("a"))).isTrue();
        assertThat(none.waitSeconds("a")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "[2001:DB8:1:2:9:9:9:9], 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64"
    })
    void a_sender_is_an_address_or_a_whole_network(String address, String sender) {
        assertThat(RateLimit.sender(address)).isEqualTo(sender);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
