package org.muster.systemtests;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
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

    /** Whether somebody listens at an address. */
    static boolean isListening(URI address) {
        try (Socket ignored = new Socket(address.getHost(), address.getPort())) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
