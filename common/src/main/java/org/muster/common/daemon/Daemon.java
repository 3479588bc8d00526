package org.muster.common.daemon;

import io.micrometer.core.instrument.MeterRegistry;

/** A long-running part of the project. Start and stop are called once each, in this order. */
public interface Daemon {
    /** The name on the command line and on the status page, for example {@code transitioner}. */
    String name();

    /** Begins to work; returns at once. */
    void start();

    /** Finishes what is half done and ends; returns when it has. */
    void stop();

    /** Shows in the metrics what it does; called once, before the start. */
    default void measure(MeterRegistry registry) {}

    /** What it is doing now. Safe to call from any thread. */
    DaemonStatus status();
}
