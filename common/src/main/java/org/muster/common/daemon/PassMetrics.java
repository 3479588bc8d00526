package org.muster.common.daemon;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What a loop's passes cost and do: {@code muster.pass} and {@code muster.pass.rows}. Thread-safe. */
sealed interface PassMetrics {
    /** Nobody asked. */
    PassMetrics NONE = new Silent();

    /** A pass that went well. */
    void done(int rows, long nanoseconds);

    /** A pass that failed. */
    void failed(long nanoseconds);

    static PassMetrics of(MeterRegistry registry, String daemon) {
        return new Counted(
                Timer.builder("muster.pass")
                        .tags("daemon", daemon, "outcome", "done")
                        .register(registry),
                Timer.builder("muster.pass")
                        .tags("daemon", daemon, "outcome", "failed")
                        .register(registry),
                DistributionSummary.builder("muster.pass.rows")
                        .tag("daemon", daemon)
                        .register(registry));
    }

    /** Counts nothing. */
    record Silent() implements PassMetrics {
        @Override
        public void done(int rows, long nanoseconds) {}

        @Override
        public void failed(long nanoseconds) {}
    }

    /** Counts everything. */
    record Counted(Timer done, Timer failed, DistributionSummary rows) implements PassMetrics {
        @Override
        public void done(int handled, long nanoseconds) {
            done.record(nanoseconds, TimeUnit.NANOSECONDS);
            rows.record(handled);
        }

        @Override
        public void failed(long nanoseconds) {
            failed.record(nanoseconds, TimeUnit.NANOSECONDS);
        }
    }
}
