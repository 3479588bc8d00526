package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.Map;

/**
 * The daemons behind the scheduler.
 *
 * @param batchSize rows a pass claims at most, default 900
 * @param idleSeconds sleep of a daemon that found nothing more to do, default 1; three times that where much comes in
 * @param heartbeatSeconds time between heartbeats, default 5; one is believed three times as long
 * @param comparators which comparator the validator uses for an application, default {@code bitwise}
 * @param assimilators which handler takes an application's results, default {@code copy}
 * @param deleteDelaySeconds time that files stay after assimilation
 * @param purgeAgeSeconds time that rows stay after their files are deleted
 * @param deleter how fast files are deleted
 * @param sweeper how files are found that no row wants any more
 * @param loops loops of the transitioner, the validator and the assimilator side by side in one process, default 2
 */
public record BackendConfig(
        int batchSize,
        double idleSeconds,
        int heartbeatSeconds,
        Map<String, String> comparators,
        Map<String, String> assimilators,
        int deleteDelaySeconds,
        int purgeAgeSeconds,
        DeleterConfig deleter,
        SweeperConfig sweeper,
        int loops) {

    @JsonCreator
    public BackendConfig {
        batchSize = Setting.orDefault(batchSize, 900);
        idleSeconds = idleSeconds <= 0 ? 1 : idleSeconds;
        heartbeatSeconds = Setting.orDefault(heartbeatSeconds, 5);
        comparators = comparators == null ? Map.of() : Map.copyOf(comparators);
        assimilators = assimilators == null ? Map.of() : Map.copyOf(assimilators);
        Setting.atLeast("backend.batchSize", batchSize, 1);
        deleter = deleter == null ? DeleterConfig.defaults() : deleter;
        sweeper = sweeper == null ? SweeperConfig.defaults() : sweeper;
        loops = Setting.orDefault(loops, 2);
        Setting.atLeast("backend.loops", loops, 1);
    }

    /** With the usual number of loops. */
    public BackendConfig(
            int batchSize,
            double idleSeconds,
            int heartbeatSeconds,
            Map<String, String> comparators,
            Map<String, String> assimilators,
            int deleteDelaySeconds,
            int purgeAgeSeconds,
            DeleterConfig deleter,
            SweeperConfig sweeper) {
        this(
                batchSize,
                idleSeconds,
                heartbeatSeconds,
                comparators,
                assimilators,
                deleteDelaySeconds,
                purgeAgeSeconds,
                deleter,
                sweeper,
                0);
    }

    /** With the usual deleter and sweeper. */
    public BackendConfig(
            int batchSize,
            double idleSeconds,
            int heartbeatSeconds,
            Map<String, String> comparators,
            Map<String, String> assimilators,
            int deleteDelaySeconds,
            int purgeAgeSeconds) {
        this(
                batchSize,
                idleSeconds,
                heartbeatSeconds,
                comparators,
                assimilators,
                deleteDelaySeconds,
                purgeAgeSeconds,
                null,
                null);
    }

    /** {@link #idleSeconds} as a time. */
    public Duration idle() {
        return Duration.ofMillis(Math.round(idleSeconds * 1000));
    }

    static BackendConfig defaults() {
        return new BackendConfig(0, 0, 0, null, null, 0, 0);
    }
}
