package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LoopDaemonTest {
    private static final Duration AGES = Duration.ofHours(1);

    @Test
    void passes_follow_each_other_at_once_while_there_is_more() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(5);
        LinkedBlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
        LoopDaemon daemon = new LoopDaemon(
                "counting",
                () -> {
                    int now = left.getAndDecrement();
                    seen.add(now);
                    return new PassOutcome(1, now > 1);
                },
                AGES);

        daemon.start();
        for (int expected = 5; expected >= 1; expected--) {
            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
        }
        daemon.stop();

        assertThat(seen).isEmpty();
        assertThat(daemon.status()).isEqualTo(new DaemonStatus(DaemonState.STOPPED, "", 5));
    }

    @Test
    void a_pass_that_fails_is_reported_and_tried_again() throws InterruptedException {
        SynchronousQueue<DaemonStatus> statuses = new SynchronousQueue<>();
        AtomicInteger runs = new AtomicInteger();
        LoopDaemon[] self = new LoopDaemon[1];
        self[0] = new LoopDaemon(
                "failing once",
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("the disk is away");
                    }
                    statuses.put(self[0].status());
                    return PassOutcome.IDLE;
                },
                AGES);

        self[0].start();
        DaemonStatus duringSecondPass = statuses.poll(30, TimeUnit.SECONDS);
        self[0].stop();

        assertThat(duringSecondPass).isEqualTo(new DaemonStatus(DaemonState.TROUBLED, "the disk is away", 0));
        assertThat(self[0].status().message()).isEmpty();
    }

    @Test
    void a_wake_ends_the_sleep() throws InterruptedException {
        LinkedBlockingQueue<String> passes = new LinkedBlockingQueue<>();
        LoopDaemon daemon = new LoopDaemon(
                "sleeper",
                () -> {
                    passes.add("pass");
                    return PassOutcome.IDLE;
                },
                AGES);

        daemon.start();
        assertThat(passes.poll(30, TimeUnit.SECONDS)).isNotNull();
        daemon.wake();
        assertThat(passes.poll(30, TimeUnit.SECONDS)).isNotNull();
        daemon.stop();
    }
}
