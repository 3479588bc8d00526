package org.muster.web.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class CachedTest {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void a_value_is_fetched_again_only_when_it_is_too_old() {
        Cached<Integer> cached = cached(fetches::incrementAndGet);

        assertThat(cached.get().value()).contains(1);
        now.set(START.plusSeconds(4));
        assertThat(cached.get().value()).contains(1);
        now.set(START.plusSeconds(6));
        assertThat(cached.get())
                .isEqualTo(new Snapshot<>(Optional.of(2), START.plusSeconds(6), Optional.empty(), Instant.EPOCH));
    }

    @Test
    void however_many_look_one_fetches() throws Exception {
        CountDownLatch allLook = new CountDownLatch(50);
        Cached<Integer> cached = cached(() -> {
            awaiting(allLook);
            return fetches.incrementAndGet();
        });
        List<Future<Snapshot<Integer>>> looks = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                looks.add(people.submit(() -> {
                    allLook.countDown();
                    return cached.get();
                }));
            }
        }
        for (Future<Snapshot<Integer>> look : looks) {
            assertThat(look.get().value()).contains(1);
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void when_fetching_fails_the_last_value_is_kept_and_the_reason_told_since_when() {
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Cached<Integer> cached = cached(() -> {
            if (failure.get() != null) {
                throw failure.get();
            }
            return fetches.incrementAndGet();
        });
        cached.get();

        failure.set(new IllegalStateException("the cable is out"));
        now.set(START.plusSeconds(10));
        Snapshot<Integer> first = cached.get();
        now.set(START.plusSeconds(100));
        Snapshot<Integer> later = cached.get();

        assertThat(first.value()).contains(1);
        assertThat(first.failure()).contains("the cable is out");
        assertThat(later.takenAt()).isEqualTo(START);
        assertThat(later.failingSince()).isEqualTo(START.plusSeconds(10));

        failure.set(null);
        now.set(START.plusSeconds(200));
        assertThat(awaitSuccess(cached).value()).contains(2);
    }

    @Test
    void nobody_waits_longer_than_the_patience_and_then_nobody_waits_at_all() {
        CountDownLatch hanging = new CountDownLatch(1);
        Cached<Integer> cached = new Cached<>(
                "a hanging value",
                () -> {
                    awaiting(hanging);
                    return 1;
                },
                FRESH,
                Duration.ofMillis(200),
                now::get);

        Snapshot<Integer> first = cached.get();
        long begun = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            cached.get();
        }
        Duration fifty = Duration.ofNanos(System.nanoTime() - begun);
        hanging.countDown();

        assertThat(first.value()).isEmpty();
        assertThat(first.failure()).get().asString().contains("200 ms");
        assertThat(fifty).isLessThan(Duration.ofSeconds(5));
        assertThat(awaitSuccess(cached).value()).contains(1);
    }

    private Cached<Integer> cached(Supplier<Integer> fetch) {
        return new Cached<>("a value", fetch, FRESH, PATIENCE, now::get);
    }

    /**
     * While fetching fails nobody waits for it, so a test looks until a fetch has succeeded. Time goes on between two
     * looks: a fetch that was already failing when the failure ended is not tried again before its retry is due.
     */
    private Snapshot<Integer> awaitSuccess(Cached<Integer> cached) {
        Instant deadline = Instant.now().plusSeconds(20);
        Snapshot<Integer> seen = cached.get();
        while (seen.failure().isPresent()) {
            assertThat(Instant.now()).isBefore(deadline);
            now.updateAndGet(then -> then.plusSeconds(2));
            seen = cached.get();
        }
        return seen;
    }

    private static void awaiting(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
