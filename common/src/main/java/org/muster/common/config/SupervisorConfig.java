package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.file.Path;
import java.util.List;

/**
 * How {@code bin/muster start} keeps the daemons running.
 *
 * @param silenceSeconds a process that gives no sign of life for so long hangs and is ended, default 10
 * @param stopSeconds time for a process to finish what is half done, after which it is ended, default 8
 * @param databaseDirectory where a database server of the project's own is, which is run too; none as a rule
 * @param daemons the processes; none means each daemon in one of its own, those that share a port in one
 */
public record SupervisorConfig(
        int silenceSeconds, int stopSeconds, Path databaseDirectory, List<DaemonConfig> daemons) {
    private static final int DEFAULT_SILENCE = 10;
    private static final int DEFAULT_STOP = 8;

    @JsonCreator
    public SupervisorConfig {
        silenceSeconds = Setting.orDefault(silenceSeconds, DEFAULT_SILENCE);
        stopSeconds = Setting.orDefault(stopSeconds, DEFAULT_STOP);
        daemons = daemons == null ? List.of() : List.copyOf(daemons);
        Setting.atLeast("supervisor.silenceSeconds", silenceSeconds, 3);
        Setting.atLeast("supervisor.stopSeconds", stopSeconds, 1);
        if (daemons.stream().map(DaemonConfig::name).distinct().count() < daemons.size()) {
            throw new IllegalArgumentException(
                    "supervisor.daemons has one name twice; copies: N makes several of one kind");
        }
    }

    static SupervisorConfig defaults() {
        return new SupervisorConfig(0, 0, null, null);
    }
}
