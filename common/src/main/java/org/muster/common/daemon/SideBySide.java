package org.muster.common.daemon;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A daemon of several loops, each over its own share of the daemon's rows. While one waits for its commit to be on disk,
 * the other decides; and as no row is in two shares, none waits for another's locks. Two copies of a daemon could do the
 * same, but would meet at the same rows.
 */
public final class SideBySide {

    private SideBySide() {}

    /**
     * A daemon of {@code backend.loops} loops.
     *
     * @param idle how long a loop sleeps that found nothing more to do; longer where much comes in, see {@link Rests}
     * @param passes makes the pass over a share
     */
    public static Daemon daemon(String name, DaemonContext context, Duration idle, Function<Shard, Pass> passes) {
        int count = context.config().backend().loops();
        LongAdder handled = new LongAdder();
        LoopDaemon[] loops = IntStream.range(0, count)
                .mapToObj(i -> new LoopDaemon(
                        count == 1 ? name : name + "-" + (i + 1),
                        counted(passes.apply(context.shard().part(count, i)), handled),
                        Rests.of(idle)))
                .toArray(LoopDaemon[]::new);
        return count == 1 ? loops[0] : new HandlerDaemon(name, handled, loops);
    }

    private static Pass counted(Pass pass, LongAdder handled) {
        return () -> {
            PassOutcome outcome = pass.run();
            handled.add(outcome.handled());
            return outcome;
        };
    }
}
