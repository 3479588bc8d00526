package org.muster.systemtests.fleet;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.muster.systemtests.fleet.HeldTask.Fate;

/** The processors of a computer, and when each will be free. Used by one thread. */
final class Workbench {
    private static final double WANTED_SECONDS_OF_WORK = 8;
    private static final double LATE_SECONDS = 75;
    private static final double GRAPHICS_SECONDS = 2;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Kind kind;
    private final SplittableRandom random;
    private final long[] freeAt;
    private long graphicsFreeAt = System.nanoTime();

    /** An idle computer. */
    Workbench(Kind kind, SplittableRandom random) {
        this.kind = kind;
        this.random = random;
        this.freeAt = new long[kind.machine().processors()];
        Arrays.fill(freeAt, System.nanoTime());
    }

    /**
     * What a request asks for.
     *
     * @param seconds processor seconds, 0 for none
     * @param idle processors without work
     * @param queue seconds until a processor is free
     * @param graphicsSeconds of the graphics processor, 0 for none or without one
     * @param graphicsQueue seconds until it is free
     */
    record Demand(double seconds, int idle, double queue, double graphicsSeconds, double graphicsQueue) {}

    Demand demand(long now) {
        int idle = 0;
        double queue = 0;
        double earliest = Double.MAX_VALUE;
        for (long free : freeAt) {
            double busy = seconds(free - now);
            idle += busy == 0 ? 1 : 0;
            queue += busy;
            earliest = Math.min(earliest, busy);
        }
        double wanted = Math.max(0, freeAt.length * WANTED_SECONDS_OF_WORK - queue);
        double graphicsQueue = seconds(graphicsFreeAt - now);
        double graphics = kind.machine().graphics() == Machine.Graphics.NONE
                ? 0
                : Math.max(0, WANTED_SECONDS_OF_WORK - graphicsQueue);
        return new Demand(wanted, wanted > 0 ? idle : 0, earliest, graphics, graphicsQueue);
    }

    /** Puts a task on the first processor that will be free. Whether it is late or fails is decided by chance. */
    HeldTask begin(ReplyDocument.Sent task, Fate fate) {
        long now = System.nanoTime();
        if (task.application().equals(Applications.GRAPHICS)) {
            long begins = Math.max(now, graphicsFreeAt);
            graphicsFreeAt = begins + (long) (GRAPHICS_SECONDS * NANOS);
            return new HeldTask(task.name(), begins, graphicsFreeAt, fate);
        }
        int processor = 0;
        for (int i = 1; i < freeAt.length; i++) {
            processor = freeAt[i] - freeAt[processor] < 0 ? i : processor;
        }
        double seconds = task.operations() / kind.machine().flops() * (0.6 + random.nextDouble(0.6));
        long begins = Math.max(now, freeAt[processor]);
        long ends = begins + (long) (seconds * NANOS);
        freeAt[processor] = ends;
        boolean late = kind.has(Habit.IS_LATE) && random.nextInt(4) == 0;
        return new HeldTask(task.name(), begins, late ? ends + (long) (LATE_SECONDS * NANOS) : ends, fate);
    }

    private static double seconds(long nanos) {
        return Math.max(0, nanos / (double) NANOS);
    }
}
