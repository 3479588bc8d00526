package org.muster.common.daemon;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;

/**
 * What a daemon is created from.
 *
 * @param config the project's configuration
 * @param work the work database
 * @param science the science database, opened when first asked for
 * @param clock the time
 * @param http where to answer HTTP
 * @param metrics where to count
 * @param shard which rows this copy takes
 */
public record DaemonContext(
        MusterConfig config,
        Database work,
        Supplier<Database> science,
        InstantSource clock,
        HttpListeners http,
        MeterRegistry metrics,
        Shard shard) {

    /** Now, in Unix seconds, as the database holds times. */
    public long now() {
        return clock.instant().getEpochSecond();
    }
}
