package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final Window window = new Window(10, new Random(1));

    @Test
    void alone_the_first_rows_are_taken_and_no_others_are_looked_for() {
        assertThat(window.lookFor()).isEqualTo(11);
        assertThat(window.of(waiting(11))).isEqualTo(waiting(10));
        assertThat(window.of(waiting(3))).isEqualTo(waiting(3));
        window.handled(10, 10);
        assertThat(window.lookFor()).isEqualTo(11);
    }

    @Test
    void after_another_copy_was_met_windows_are_taken_at_random_until_it_is_met_no_more() {
        window.handled(10, 4);
        assertThat(window.lookFor()).isEqualTo(80);
        Set<List<Long>> taken = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            taken.add(window.of(waiting(75)));
        }
        assertThat(taken).hasSizeGreaterThan(4).allMatch(rows -> rows.size() == 10 || rows.size() == 5);
        window.handled(10, 10);
        assertThat(window.of(waiting(11))).isEqualTo(waiting(10));
    }

    private static List<Long> waiting(int rows) {
        return LongStream.range(0, rows).boxed().toList();
    }
}
