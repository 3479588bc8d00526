package org.muster.science.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread or process does, but not for ever. */
final class Waiting {
    private Waiting() {}

    static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited 30 s in vain until " + what);
            }
            Thread.sleep(10);
        }
    }
}
