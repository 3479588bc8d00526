package org.muster.control.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The child's end of the two pipes between a supervisor and a process it runs. On its standard output the process gives a
 * sign of life every second, so that a frozen one is noticed whether or not the database is there. Its standard input ends
 * when the supervisor is gone, however it went; then the process ends too, in order, and never runs on unseen.
 */
public final class Lifeline {
    static final String SIGN = "alive";
    static final String STARTED = "started";
    private static final long PERIOD_MILLISECONDS = 1000;

    private final InputStream in;
    private final PrintStream out;
    private final AtomicBoolean started = new AtomicBoolean();

    private Lifeline(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** Begins to give signs, and to watch the supervisor. */
    public static Lifeline begin() {
        Lifeline line = new Lifeline(System.in, System.out);
        // What anything prints must not be taken for a sign.
        System.setOut(System.err);
        Thread.ofPlatform().daemon().name("signs-of-life").start(line::giveSigns);
        Thread.ofPlatform().daemon().name("supervisor-watch").start(line::watch);
        return line;
    }

    /** Says that everything has started. */
    public void started() {
        started.set(true);
    }

    private void giveSigns() {
        try {
            while (true) {
                if (ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null) {
                    say(started.get() ? STARTED : SIGN);
                }
                Thread.sleep(PERIOD_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String word) {
        out.printf(Locale.ROOT, "%s%n", word);
        out.flush();
    }

    private void watch() {
        try {
            while (in.read() >= 0) {
                // Nothing is said on this line; only its end matters.
            }
        } catch (IOException broken) {
            // The same as its end.
        }
        System.exit(0);
    }
}
