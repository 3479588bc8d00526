package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.muster.common.config.DownloadsConfig;

/** Rates against a clock that the test turns. */
final class SharedRateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final double ONE_MEGABIT = 125_000;

    private final AtomicLong clock = new AtomicLong(-5 * SECOND);

    @Test
    void nobody_waits_where_there_is_no_limit() {
        SharedRate rate = new SharedRate(0, clock::get);

        assertThat(rate.isLimited()).isFalse();
        assertThat(rate.grant(1_000_000_000)).isZero();
        assertThat(rate.grant(1)).isZero();
    }

    @Test
    void a_grant_waits_until_those_before_it_are_paid_for() {
        SharedRate rate = new SharedRate(1000, clock::get);

        assertThat(rate.grant(100)).as("unused time, 100 ms of it").isZero();
        assertThat(rate.grant(500)).isZero();
        assertThat(rate.grant(500)).isEqualTo(SECOND / 2);
        assertThat(rate.grant(1)).isEqualTo(SECOND);
        clock.addAndGet(SECOND);
        assertThat(rate.grant(1)).isEqualTo(SECOND / 1000);
    }

    @Test
    void a_pause_however_long_is_made_up_for_by_a_tenth_of_a_second_only() {
        SharedRate rate = new SharedRate(1000, clock::get);
        clock.addAndGet(3600 * SECOND);

        assertThat(rate.grant(100)).isZero();
        assertThat(rate.grant(1000)).isZero();
        assertThat(rate.grant(1)).isEqualTo(SECOND);
    }

    @Test
    void all_connections_together_get_the_link_and_each_gets_the_same() {
        long[] sent = run(limits(8, 0), new int[] {0, 0, 0, 0}, 10);

        assertThat(sum(sent)).isCloseTo((long) (10 * 8 * ONE_MEGABIT), within(300_000L));
        for (long one : sent) {
            assertThat(one).isCloseTo(sum(sent) / 4, within(64L * 1024));
        }
    }

    @Test
    void a_connection_that_comes_later_gets_its_share_at_once() {
        long[] sent = run(limits(8, 0), new int[] {0, 0, 0, 5}, 10);

        // From the fifth second on a quarter of the link for five seconds: 1.25 MB.
        assertThat(sent[3]).isCloseTo((long) (5 * 8 * ONE_MEGABIT / 4), within(150_000L));
        assertThat(sum(sent)).isCloseTo((long) (10 * 8 * ONE_MEGABIT), within(300_000L));
    }

    @Test
    void a_single_connection_gets_its_own_limit_and_leaves_the_rest() {
        long[] sent = run(limits(8, 1), new int[] {0, 0}, 10);

        for (long one : sent) {
            assertThat(one).isCloseTo((long) (10 * ONE_MEGABIT), within(100_000L));
        }
    }

    @Test
    void on_a_slow_link_with_many_connections_each_has_its_turn_every_few_seconds() {
        DownloadLimits limits = limits(1, 0);
        for (int i = 0; i < 200; i++) {
            assertThat(limits.admit()).isPresent();
        }
        DownloadLimits.Permit last = limits.admit().orElseThrow();

        assertThat(200 * last.slice() / ONE_MEGABIT).as("seconds for a round").isLessThan(5);
    }

    @Test
    void only_so_many_downloads_run_at_once() {
        DownloadLimits limits = new DownloadLimits(new DownloadsConfig(0, 0, 2, 30, null), clock::get);
        DownloadLimits.Permit first = limits.admit().orElseThrow();
        assertThat(limits.admit()).isPresent();

        assertThat(limits.admit()).isEmpty();
        first.close();
        first.close();
        assertThat(limits.admit()).isPresent();
        assertThat(limits.admit()).as("closing twice frees one place").isEmpty();
    }

    private DownloadLimits limits(double linkMegabits, double connectionMegabits) {
        return new DownloadLimits(new DownloadsConfig(linkMegabits, connectionMegabits, 0, 0, null), clock::get);
    }

    private record Turn(long at, int connection, int bytes) {}

    /** Lets clients that read at any speed fetch without end; how much each got. */
    private long[] run(DownloadLimits limits, int[] startSeconds, int seconds) {
        long begin = clock.get();
        long[] sent = new long[startSeconds.length];
        DownloadLimits.Permit[] permits = new DownloadLimits.Permit[startSeconds.length];
        PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::at));
        for (int i = 0; i < startSeconds.length; i++) {
            turns.add(new Turn(begin + startSeconds[i] * SECOND, i, 0));
        }
        while (turns.peek().at() < begin + seconds * SECOND) {
            Turn turn = turns.remove();
            clock.set(Math.max(clock.get(), turn.at()));
            int connection = turn.connection();
            sent[connection] += turn.bytes();
            if (permits[connection] == null) {
                permits[connection] = limits.admit().orElseThrow();
            }
            int slice = permits[connection].slice();
            turns.add(new Turn(clock.get() + permits[connection].grant(slice), connection, slice));
        }
        return sent;
    }

    private static long sum(long[] numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }
}
