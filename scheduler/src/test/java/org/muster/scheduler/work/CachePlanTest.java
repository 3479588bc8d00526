package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePlanTest {

    @ParameterizedTest(name = "{0} places; weights {1} and {3}, tasks {2} and {4}")
    @CsvSource({
        "100, 1, 1000, 1, 1000, 50, 50",
        "100, 3, 1000, 1, 1000, 75, 25",
        "100, 1, 1000, 1, 10,   90, 10",
        "100, 1, 1000, 9, 0,    100, 0",
        "100, 1, 5,    1, 7,    5,  7",
        "1,   1, 5,    1, 7,    1,  0",
        "3,   1, 5,    9, 5,    1,  2",
    })
    void places_are_shared_by_weight_and_none_stays_empty(
            int capacity, double weight, int tasks, double otherWeight, int otherTasks, int places, int otherPlaces) {
        Map<Long, Integer> shares = CacheShares.divide(
                capacity,
                List.of(new CacheShares.Supply(1, weight, tasks), new CacheShares.Supply(2, otherWeight, otherTasks)));
        assertThat(shares.getOrDefault(1L, 0)).isEqualTo(places);
        assertThat(shares.getOrDefault(2L, 0)).isEqualTo(otherPlaces);
    }

    @Test
    void free_places_are_filled_in_the_order_of_the_tasks() {
        CachePlan plan = CachePlan.of(10, List.of(part(1, slots(4), List.of(), ids(100))));
        assertThat(plan.added()).containsExactly(1000L, 1001L, 1002L, 1003L, 1004L, 1005L);
        assertThat(plan.removed()).isEmpty();
        assertThat(plan.aged()).isEmpty();
    }

    @Test
    void an_application_that_fills_the_cache_makes_room_for_another_s_first_work() {
        List<JobSlot> flood = slots(10);
        CachePlan plan = CachePlan.of(
                10, List.of(part(1, flood, List.of(), ids(100)), part(2, List.of(), List.of(), List.of(7L, 8L))));
        assertThat(plan.added()).containsExactly(7L, 8L);
        assertThat(plan.removed()).containsExactlyInAnyOrder(flood.get(8), flood.get(9));
    }

    @Test
    void tasks_that_nobody_can_have_leave_when_others_wait() {
        List<JobSlot> slots = slots(10);
        CachePlan plan = CachePlan.of(10, List.of(part(1, slots, slots.subList(0, 3), ids(2))));
        assertThat(plan.aged()).containsExactlyInAnyOrder(slots.get(0), slots.get(1));
        assertThat(plan.added()).containsExactly(1000L, 1001L);
        assertThat(plan.removed()).isEmpty();
    }

    @Test
    void tasks_that_nobody_can_have_stay_when_nothing_else_waits() {
        List<JobSlot> slots = slots(10);
        CachePlan plan = CachePlan.of(10, List.of(part(1, slots, slots, List.of())));
        assertThat(plan.aged()).isEmpty();
    }

    private static CachePlan.Part part(long app, List<JobSlot> held, List<JobSlot> unwanted, List<Long> waiting) {
        return new CachePlan.Part(app, 1, held, unwanted, waiting);
    }

    private static List<Long> ids(int count) {
        return LongStream.range(1000, 1000 + count).boxed().toList();
    }

    private static List<JobSlot> slots(int count) {
        AtomicInteger free = new AtomicInteger();
        return IntStream.range(0, count)
                .mapToObj(number -> new JobSlot(Jobs.job(number, 1, 0), free, 0))
                .toList();
    }
}
