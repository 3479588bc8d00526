package org.muster.filedeleter.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private final List<Long> rests = new ArrayList<>();
    private long now;

    @ParameterizedTest
    @CsvSource({"20, 10, 40", "50, 10, 10", "1, 10, 990", "20, 100, 400", "10, 2000, 5000"})
    void the_rest_after_a_piece_of_work_follows_from_how_long_it_took(double percent, long took, long rest)
            throws IOException {
        new Pace(percent, () -> now, rests::add).during(() -> now += TimeUnit.MILLISECONDS.toNanos(took));

        assertThat(rests).containsExactly(TimeUnit.MILLISECONDS.toNanos(rest));
    }

    @Test
    void at_a_hundred_percent_there_is_no_rest() throws IOException {
        new Pace(100, () -> now, rests::add).during(() -> now += 10);

        assertThat(rests).isEmpty();
    }

    @Test
    void work_that_failed_is_followed_by_a_rest_too() {
        Pace pace = new Pace(20, () -> now, rests::add);

        assertThatThrownBy(() -> pace.during(() -> {
                    now += 10;
                    throw new IOException("disk");
                }))
                .hasMessage("disk");
        assertThat(rests).containsExactly(40L);
    }
}
