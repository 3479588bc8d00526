package org.muster.scheduler.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.scheduler.admission.Combiner.Outcome;

/** Batches are handled when the test lets them. */
class CombinerTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0, true);

    @AfterEach
    void everything_ends() {
        mayEnd.release(1_000_000);
        threads.close();
    }

    @Test
    void those_that_wait_are_taken_together_by_rank_and_then_by_arrival() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 100, 1000), this::echo);
        Future<Optional<String>> first = ask(combiner, "first", 9);
        begun.acquire();
        List<Future<Optional<String>>> others = new ArrayList<>();
        others.add(askInLine(combiner, "e", 5));
        others.add(askInLine(combiner, "c", 3));
        others.add(askInLine(combiner, "d", 3));
        others.add(askInLine(combiner, "b", 1));
        mayEnd.release(2);
        assertThat(answer(first)).contains("FIRST");
        for (Future<Optional<String>> other : others) {
            assertThat(answer(other)).isPresent();
        }
        assertThat(batches).containsExactly(List.of("first"), List.of("b", "c", "d", "e"));
    }

    @Test
    void a_batch_has_its_bounds_and_one_heavy_request_is_taken_alone() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 3, 10), this::echo);
        Future<Optional<String>> first = ask(combiner, "first", 0);
        begun.acquire();
        List<Future<Optional<String>>> others = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            others.add(askInLine(combiner, "light" + number, number));
        }
        others.add(submit(combiner, "heavy", "heavy", 5, 50));
        awaitWaiting(combiner, 5);
        mayEnd.release(9);
        answer(first);
        for (Future<Optional<String>> other : others) {
            answer(other);
        }
        assertThat(batches)
                .containsExactly(
                        List.of("first"), List.of("light1", "light2", "light3"), List.of("light4"), List.of("heavy"));
    }

    @Test
    void of_one_sender_one_request_is_handled_at_a_time_in_the_order_in_which_they_came() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(2, 100, 1000), this::echo);
        Future<Optional<String>> first = submit(combiner, "first", "one", 5, 1);
        begun.acquire();
        Future<Optional<String>> second = submit(combiner, "second", "one", 4, 1);
        awaitWaiting(combiner, 1);
        Future<Optional<String>> third = submit(combiner, "third", "one", 0, 1);
        awaitWaiting(combiner, 2);
        mayEnd.release(3);
        answer(first);
        answer(second);
        answer(third);
        assertThat(batches).containsExactly(List.of("first"), List.of("second"), List.of("third"));
    }

    @Test
    void a_second_batch_runs_beside_the_first_only_when_many_wait() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(2, 100, 1000), this::echo);
        List<Future<Optional<String>>> all = new ArrayList<>();
        all.add(ask(combiner, "first", 0));
        begun.acquire();
        for (int number = 1; number < Combiner.WORTH_A_SECOND; number++) {
            all.add(askInLine(combiner, "other" + number, number));
        }
        assertThat(begun.availablePermits()).isZero();
        all.add(ask(combiner, "last", 99));
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS))
                .as("beside the first")
                .isTrue();
        assertThat(batches.getLast()).hasSize(Combiner.WORTH_A_SECOND);
        mayEnd.release(2);
        for (Future<Optional<String>> one : all) {
            assertThat(answer(one)).isPresent();
        }
    }

    @Test
    void the_more_requests_are_inside_the_more_must_wait_for_a_second_batch() {
        assertThat(IntStream.of(1, 64, 100, 168, 5000).map(Combiner::worthASecond))
                .containsExactly(24, 24, 60, 128, 128);
    }

    @Test
    void beside_a_large_batch_a_second_one_waits_until_it_is_large_too() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(2, 100, 1000), this::echo);
        List<Future<Optional<String>>> small = new ArrayList<>();
        small.add(ask(combiner, "first", 0));
        begun.acquire();
        List<Future<Optional<String>>> large = new ArrayList<>();
        for (int number = 1; number < Combiner.WORTH_A_SECOND; number++) {
            small.add(askInLine(combiner, "second" + number, number));
        }
        small.add(ask(combiner, "second", 99));
        begun.acquire();
        for (int number = 1; number <= 100; number++) {
            large.add(askInLine(combiner, "large" + number, number));
        }
        mayEnd.release();
        begun.acquire();
        mayEnd.release();
        for (Future<Optional<String>> one : small) {
            assertThat(answer(one)).isPresent();
        }
        assertThat(batches.getLast()).hasSize(100);

        for (int number = 1; number < Combiner.ENOUGH; number++) {
            large.add(askInLine(combiner, "late" + number, number));
        }
        assertThat(begun.availablePermits()).isZero();
        large.add(ask(combiner, "last", 999));
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS))
                .as("beside the large one")
                .isTrue();
        mayEnd.release(9);
        for (Future<Optional<String>> one : large) {
            assertThat(answer(one)).isPresent();
        }
    }

    @Test
    void who_is_put_off_goes_first_in_the_next_batch() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 100, 1000), batch -> {
            Map<String, Outcome<String>> outcomes = new HashMap<>(echo(batch));
            if (!batch.getFirst().equals("late")) {
                outcomes.remove("late");
            }
            return outcomes;
        });
        Future<Optional<String>> first = ask(combiner, "first", 0);
        begun.acquire();
        Future<Optional<String>> early = askInLine(combiner, "early", 1);
        Future<Optional<String>> late = askInLine(combiner, "late", 2);
        mayEnd.release(1);
        answer(first);
        begun.acquire();
        Future<Optional<String>> urgent = askInLine(combiner, "urgent", 0);
        mayEnd.release(9);
        assertThat(answer(early)).contains("EARLY");
        assertThat(answer(late)).contains("LATE");
        assertThat(answer(urgent)).contains("URGENT");
        assertThat(batches).containsExactly(List.of("first"), List.of("early", "late"), List.of("late", "urgent"));
    }

    @Test
    void whose_turn_does_not_come_in_time_leaves_and_is_never_handled() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 100, 1000), this::echo);
        Future<Optional<String>> first = ask(combiner, "first", 0);
        begun.acquire();
        assertThat(combiner.ask("impatient", "impatient", 0, 1, 0.001)).isEmpty();
        Future<Optional<String>> behind = submit(combiner, "behind", "first", 0, 1);
        awaitWaiting(combiner, 1);
        assertThat(combiner.ask("hurried", "first", 0, 1, 0.001)).isEmpty();
        mayEnd.release(2);
        assertThat(answer(first)).isPresent();
        assertThat(answer(behind)).isPresent();
        assertThat(batches).containsExactly(List.of("first"), List.of("behind"));
        assertThat(combiner.waiting()).isZero();
    }

    @Test
    void one_that_is_interrupted_leaves_the_line() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 100, 1000), this::echo);
        Future<Optional<String>> first = ask(combiner, "first", 0);
        begun.acquire();
        Future<Optional<String>> leaves = askInLine(combiner, "leaves", 0);
        leaves.cancel(true);
        awaitWaiting(combiner, 0);
        Future<Optional<String>> stays = askInLine(combiner, "stays", 1);
        mayEnd.release(2);
        assertThat(answer(first)).isPresent();
        assertThat(answer(stays)).isPresent();
        assertThat(batches).containsExactly(List.of("first"), List.of("stays"));
    }

    @Test
    void a_failure_reaches_the_one_that_failed_and_a_broken_batch_all_of_it() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 100, 1000), batch -> {
            if (batch.contains("breaks")) {
                throw new IllegalArgumentException("broken");
            }
            Map<String, Outcome<String>> outcomes = new HashMap<>(echo(batch));
            outcomes.computeIfPresent(
                    "fails", (name, outcome) -> new Outcome.Failure<>(new IllegalStateException("failed")));
            return outcomes;
        });
        Future<Optional<String>> first = ask(combiner, "first", 0);
        begun.acquire();
        Future<Optional<String>> fails = askInLine(combiner, "fails", 1);
        Future<Optional<String>> succeeds = askInLine(combiner, "succeeds", 2);
        mayEnd.release(1);
        answer(first);
        begun.acquire();
        Future<Optional<String>> breaks = askInLine(combiner, "breaks", 3);
        mayEnd.release(9);
        assertThatThrownBy(() -> answer(fails)).hasRootCauseMessage("failed");
        assertThat(answer(succeeds)).contains("SUCCEEDS");
        assertThatThrownBy(() -> answer(breaks)).hasRootCauseMessage("broken");
        assertThat(combiner.ask("after", "after", 0, 1, 20)).contains("AFTER");
    }

    @Test
    void all_of_many_are_answered_once() throws Exception {
        Combiner<String, String> combiner = new Combiner<>(new Combiner.Bounds(2, 20, 1000), batch -> {
            batches.add(batch);
            return echo(batch);
        });
        List<Future<Optional<String>>> all = IntStream.range(0, 5000)
                .mapToObj(number -> submit(combiner, "n" + number, number % 100, number % 7, 1))
                .toList();
        for (int number = 0; number < all.size(); number++) {
            assertThat(answer(all.get(number))).contains("N" + number);
        }
        assertThat(batches.stream().flatMap(List::stream)).hasSize(5000).doesNotHaveDuplicates();
    }

    @Test
    void after_a_crowd_one_that_comes_alone_is_answered_though_nobody_joins_it() throws Exception {
        Combiner<String, String> combiner = combiner(new Combiner.Bounds(1, 1000, 10_000), this::echo);
        List<Future<Optional<String>>> crowd = new ArrayList<>();
        crowd.add(ask(combiner, "first", 0));
        begun.acquire();
        for (int number = 1; number < 2 * Gathering.CROWD; number++) {
            crowd.add(askInLine(combiner, "other" + number, number));
        }
        mayEnd.release(1000);
        for (Future<Optional<String>> one : crowd) {
            assertThat(answer(one)).isPresent();
        }
        for (int number = 1; number <= 3; number++) {
            assertThat(answer(ask(combiner, "alone" + number, 0))).contains("ALONE" + number);
        }
        assertThat(batches.getLast()).containsExactly("alone3");
    }

    private Combiner<String, String> combiner(
            Combiner.Bounds bounds, Function<List<String>, Map<String, Outcome<String>>> work) {
        return new Combiner<>(bounds, batch -> {
            batches.add(batch);
            begun.release();
            mayEnd.acquireUninterruptibly();
            return work.apply(batch);
        });
    }

    private Map<String, Outcome<String>> echo(List<String> batch) {
        Map<String, Outcome<String>> outcomes = new HashMap<>();
        batch.forEach(request -> outcomes.put(request, new Outcome.Answer<>(request.toUpperCase(Locale.ROOT))));
        return outcomes;
    }

    private Future<Optional<String>> ask(Combiner<String, String> combiner, String request, double rank) {
        return submit(combiner, request, request, rank, 1);
    }

    /** Returns when the request is in the line. */
    private Future<Optional<String>> askInLine(Combiner<String, String> combiner, String request, double rank) {
        int before = combiner.waiting();
        Future<Optional<String>> asked = ask(combiner, request, rank);
        awaitWaiting(combiner, before + 1);
        return asked;
    }

    private Future<Optional<String>> submit(
            Combiner<String, String> combiner, String request, Object sender, double rank, int weight) {
        return threads.submit(() -> {
            return combiner.ask(request, sender, rank, weight, 60);
        });
    }

    private static void awaitWaiting(Combiner<String, String> combiner, int wanted) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (combiner.waiting() != wanted && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(combiner.waiting()).isEqualTo(wanted);
    }

    private static <T> T answer(Future<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
