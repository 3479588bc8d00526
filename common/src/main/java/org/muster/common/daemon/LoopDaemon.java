package org.muster.common.daemon;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pass again and again on a thread of its own: at once while there is more to do, after a short sleep
 * when there is not, and after a growing one (1 s to 30 s) when the pass failed. A failure never ends it.
 */
public final class LoopDaemon implements Daemon {
    private static final Logger log = LoggerFactory.getLogger(LoopDaemon.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

    private final String name;
    private final Pass pass;
    private final Rests rests;
    private final Waiter waiter = new Waiter();
    private final Thread thread;
    private final AtomicLong handled = new AtomicLong();
    private volatile boolean stopping;
    private volatile DaemonState state = DaemonState.STARTING;
    private volatile String message = "";
    private volatile PassMetrics metrics = PassMetrics.NONE;

    /** A daemon that sleeps for {@code idle} after a pass that left nothing to do. */
    public LoopDaemon(String name, Pass pass, Duration idle) {
        this(name, pass, Rests.always(idle));
    }

    /** A daemon that sleeps after a pass that left nothing to do. */
    public LoopDaemon(String name, Pass pass, Rests rests) {
        this.name = name;
        this.pass = pass;
        this.rests = rests;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::loop);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Asks for the next pass now instead of after the sleep. */
    public void wake() {
        waiter.wake();
    }

    /** Lets the pass that runs finish, then ends. */
    @Override
    public void stop() {
        stopping = true;
        waiter.wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        state = DaemonState.STOPPED;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void measure(MeterRegistry registry) {
        metrics = PassMetrics.of(registry, name);
        FunctionCounter.builder("muster.daemon.handled", handled, AtomicLong::get)
                .tag("daemon", name)
                .register(registry);
    }

    @Override
    public DaemonStatus status() {
        return new DaemonStatus(state, message, handled.get());
    }

    private void loop() {
        Duration backOff = FIRST_BACK_OFF;
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                PassOutcome outcome = pass.run();
                metrics.done(outcome.handled(), System.nanoTime() - begun);
                recovered(outcome);
                backOff = FIRST_BACK_OFF;
                Duration rest = rests.after(outcome);
                if (rest.isPositive() && !stopping) {
                    waiter.sleep(rest);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            } catch (Exception | LinkageError e) {
                metrics.failed(System.nanoTime() - begun);
                backOff = troubled(e, backOff);
            }
        }
    }

    private void recovered(PassOutcome outcome) {
        handled.addAndGet(outcome.handled());
        if (state == DaemonState.TROUBLED) {
            log.info("{}: working again", name);
        }
        state = DaemonState.RUNNING;
        message = outcome.note();
    }

    private Duration troubled(Throwable thrown, Duration backOff) {
        String reason = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        if (!reason.equals(message)) {
            log.error("{}: pass failed, trying again in {} s", name, backOff.toSeconds(), thrown);
        }
        state = DaemonState.TROUBLED;
        message = reason;
        try {
            if (!stopping) {
                waiter.sleep(backOff);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
        Duration doubled = backOff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }
}
