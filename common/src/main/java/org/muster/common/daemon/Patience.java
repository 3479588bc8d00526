package org.muster.common.daemon;

import java.time.Duration;
import org.muster.common.store.DatabaseUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start for something that is away, saying so once. */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final String what;
    private final Duration pause;

    Patience(String what, Duration pause) {
        this.what = what;
        this.pause = pause;
    }

    void until(Runnable step) throws InterruptedException {
        for (boolean told = false; ; told = true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (!isAway(e)) {
                    throw e;
                }
                if (!told) {
                    log.warn("{} cannot be reached, waiting for it: {}", what, e.getMessage());
                }
                Thread.sleep(pause);
            }
        }
    }

    /** Flyway wraps the driver's exceptions, so the whole chain of causes is looked at. */
    private static boolean isAway(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailableException
                    || cause instanceof java.sql.SQLTransientConnectionException
                    || cause instanceof java.sql.SQLNonTransientConnectionException) {
                return true;
            }
        }
        return false;
    }
}
