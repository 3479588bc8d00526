package org.muster.systemtests;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for other processes: looks again and again, up to a limit. */
final class Waiting {
    private static final long LOOK_MILLISECONDS = 200;

    private Waiting() {}

    static void until(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + patience + " in vain for: " + what);
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }
}
