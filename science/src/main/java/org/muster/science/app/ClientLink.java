package org.muster.science.app;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Talks to the client: obeys its requests ten times a second, and once a second tells it the CPU time and the fraction
 * done and looks whether it is still there. A client that waits for something may leave messages unread for long; they
 * are replaced at the end only.
 */
final class ClientLink implements AutoCloseable {
    private static final int PASSES_PER_SECOND = 10;

    private final ClientChannels channels;
    private final TaskControl control;
    private final DoubleSupplier cpuSeconds;
    private final BooleanSupplier clientAlive;
    private final Thread thread = new Thread(this::loop, "client link");
    private int passes;

    /**
     * @param cpuSeconds the CPU time of the task over all its runs, in seconds
     * @param clientAlive whether the client's process is there
     */
    ClientLink(ClientChannels channels, TaskControl control, DoubleSupplier cpuSeconds, BooleanSupplier clientAlive) {
        this.channels = channels;
        this.control = control;
        this.cpuSeconds = cpuSeconds;
        this.clientAlive = clientAlive;
    }

    /** Hears what the client has said already, and then goes on listening. */
    void start() {
        pass();
        thread.setDaemon(true);
        thread.start();
    }

    /** One tenth of a second's work. */
    void pass() {
        channels.receive(Channel.PROCESS_CONTROL_REQUEST).ifPresent(this::obey);
        channels.receive(Channel.HEARTBEAT);
        if (passes++ % PASSES_PER_SECOND == 0) {
            if (!clientAlive.getAsBoolean()) {
                control.stop(Stop.CLIENT_GONE);
            }
            if (!control.isSuspended()) {
                channels.send(Channel.APP_STATUS, status(control.fractionDone()));
            }
        }
    }

    /** Ends the talk with a last word: all the CPU time, and how much is done. The client reads it after the exit. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channels.overwrite(Channel.APP_STATUS, status(control.fractionDone()));
    }

    private void obey(String message) {
        if (message.contains("<suspend/>")) {
            control.suspend();
        }
        if (message.contains("<resume/>")) {
            control.resume();
        }
        if (message.contains("<quit/>")) {
            control.stop(Stop.QUIT);
        }
        if (message.contains("<abort/>")) {
            control.stop(Stop.ABORT);
        }
    }

    private String status(double fractionDone) {
        return String.format(Locale.ROOT, """
                <current_cpu_time>%e</current_cpu_time>
                <checkpoint_cpu_time>%e</checkpoint_cpu_time>
                <fraction_done>%e</fraction_done>
                """, cpuSeconds.getAsDouble(), control.checkpointCpuSeconds(), fractionDone);
    }

    private void loop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pass();
                Thread.sleep(1000 / PASSES_PER_SECOND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
