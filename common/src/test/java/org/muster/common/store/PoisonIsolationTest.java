package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PoisonIsolationTest {
    private final List<Long> handled = new ArrayList<>();
    private final Map<Long, String> aside = new TreeMap<>();

    @Test
    void a_bad_row_is_set_aside_and_the_others_go_on() {
        int count = PoisonIsolation.handle(List.of(1L, 2L, 3L), ids -> refusing(ids, 2), aside::put);

        assertThat(count).isEqualTo(3);
        assertThat(handled).containsExactly(1L, 3L);
        assertThat(aside).containsOnlyKeys(2L);
        assertThat(aside.get(2L)).contains("row 2 is bad");
    }

    @Test
    void a_good_batch_is_handled_as_one() {
        int count = PoisonIsolation.handle(List.of(1L, 2L), ids -> refusing(ids, 0), aside::put);

        assertThat(count).isEqualTo(2);
        assertThat(handled).containsExactly(1L, 2L);
        assertThat(aside).isEmpty();
    }

    @Test
    void rows_that_changed_meanwhile_stay_due() {
        int count = PoisonIsolation.handle(
                List.of(1L, 2L),
                ids -> {
                    throw new ChangedMeanwhileException("changed");
                },
                aside::put);

        assertThat(count).isZero();
        assertThat(aside).isEmpty();
    }

    @Test
    void a_database_that_is_away_is_no_rows_fault() {
        assertThatThrownBy(() -> PoisonIsolation.handle(
                        List.of(1L, 2L),
                        ids -> {
                            throw new DatabaseUnavailableException("away", null);
                        },
                        aside::put))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(aside).isEmpty();
    }

    private int refusing(List<Long> ids, long bad) {
        if (ids.contains(bad)) {
            throw new IllegalStateException("row " + bad + " is bad");
        }
        handled.addAll(ids);
        return ids.size();
    }
}
