package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncCrowdTest {
    private static final Path ANYWHERE = Path.of(".");
    private static final int CROWD = 60;
    private static final int FEW = SyncCrowd.CROWD - 1;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger forcedAlone = new AtomicInteger();
    private final Steps together = new Steps();
    private final SyncCrowd crowd = new SyncCrowd(together);

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void a_few_force_their_own() throws Exception {
        for (int i = 0; i < 5; i++) {
            crowd.force(ANYWHERE, System.nanoTime(), 1, forcedAlone::incrementAndGet);
        }

        assertThat(forcedAlone).hasValue(5);
        assertThat(together.runs).hasValue(0);
    }

    @Test
    void one_who_brings_many_has_them_forced_together() throws Exception {
        together.mayEnd.release();

        crowd.force(ANYWHERE, System.nanoTime(), SyncCrowd.CROWD, forcedAlone::incrementAndGet);
        crowd.force(ANYWHERE, System.nanoTime(), SyncCrowd.CROWD - 1, forcedAlone::incrementAndGet);

        assertThat(together.runs).hasValue(1);
        assertThat(forcedAlone).as("of the second, who brings too few").hasValue(1);
    }

    @Test
    void many_share_one_run_that_began_after_they_had_come() throws Exception {
        List<Thread> all = comeTogether(System.nanoTime());
        together.mayEnd.release(CROWD);
        for (Thread one : all) {
            one.join();
        }

        // A few force their own, one run begins with the next, and all who come during that share the second.
        assertThat(forcedAlone).hasValue(FEW);
        assertThat(together.runs).hasValue(2);
    }

    @Test
    void who_had_the_file_open_before_errors_were_looked_for_forces_it_alone() throws Exception {
        long before = System.nanoTime();
        together.since = OptionalLong.of(System.nanoTime() + 1);

        List<Thread> all = comeTogether(before);
        together.mayEnd.release(CROWD);
        for (Thread one : all) {
            one.join();
        }

        assertThat(forcedAlone).hasValue(CROWD);
    }

    @Test
    void when_nothing_can_be_said_all_force_their_own() throws Exception {
        together.since = OptionalLong.empty();

        List<Thread> all = comeTogether(System.nanoTime());
        together.mayEnd.release(CROWD);
        for (Thread one : all) {
            one.join();
        }

        assertThat(forcedAlone).hasValue(CROWD);
    }

    @Test
    void when_it_goes_wrong_in_a_way_that_nobody_thought_of_all_force_their_own() throws Exception {
        together.broken = true;

        List<Thread> all = comeTogether(System.nanoTime());
        together.mayEnd.release(CROWD);
        for (Thread one : all) {
            assertThat(one.join(Duration.ofSeconds(20))).as("nobody hangs").isTrue();
        }

        assertThat(forcedAlone).hasValue(CROWD);
    }

    @Test
    void where_it_is_not_possible_nobody_waits_for_it() throws Exception {
        together.possible = false;

        for (Thread one : comeTogether(System.nanoTime())) {
            one.join();
        }

        assertThat(forcedAlone).hasValue(CROWD);
        assertThat(together.runs).hasValue(0);
    }

    /** The first few hang in their own forcing until the rest has come, and is let in one by one. */
    private List<Thread> comeTogether(long openedAt) throws InterruptedException {
        Semaphore inside = new Semaphore(0);
        Semaphore go = new Semaphore(0);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            all.add(Thread.startVirtualThread(() -> force(openedAt, () -> {
                inside.release();
                go.acquireUninterruptibly();
                forcedAlone.incrementAndGet();
            })));
        }
        inside.acquire(FEW);
        all.add(Thread.startVirtualThread(() -> force(openedAt, forcedAlone::incrementAndGet)));
        if (together.possible) {
            together.begun.acquire();
        }
        for (int i = FEW + 1; i < CROWD; i++) {
            all.add(Thread.startVirtualThread(() -> force(openedAt, forcedAlone::incrementAndGet)));
        }
        Instant deadline = Instant.now().plusSeconds(20);
        while (together.possible && !all.stream().allMatch(one -> one.getState() == Thread.State.WAITING)) {
            assertThat(Instant.now()).as("all wait").isBefore(deadline);
            Thread.onSpinWait();
        }
        go.release(FEW);
        return all;
    }

    private void force(long openedAt, SyncCrowd.Own own) {
        try {
            crowd.force(ANYWHERE, openedAt, 1, own);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the test hold a run up. */
    private final class Steps implements SyncCrowd.Together {
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore mayEnd = new Semaphore(0);
        private final AtomicInteger runs = new AtomicInteger();
        private volatile boolean possible = true;
        private volatile boolean broken;
        private volatile OptionalLong since = OptionalLong.of(System.nanoTime() - 1);

        @Override
        public boolean isPossible() {
            return possible;
        }

        @Override
        public Executor thread() {
            return thread;
        }

        @Override
        public OptionalLong run(Path directory) {
            runs.incrementAndGet();
            begun.release();
            mayEnd.acquireUninterruptibly();
            if (broken) {
                throw new LinkageError("broken");
            }
            return since;
        }
    }
}
