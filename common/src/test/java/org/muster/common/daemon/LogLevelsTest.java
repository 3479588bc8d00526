package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.testing.TestDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogLevelsTest {
    private static final String NAME = "org.muster.common.daemon.test.levels";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1000));
    private final LogLevels levels = new LogLevels(DATABASE.work(), now::get, List.of("scheduler"));
    private final Logger logger = LoggerFactory.getLogger(NAME);

    @Test
    void a_running_daemon_takes_the_level_it_is_given_until_it_expires() {
        give("scheduler", "debug", 1010);
        assertThat(logger.isDebugEnabled()).isFalse();

        levels.apply();
        assertThat(logger.isDebugEnabled()).isTrue();

        now.set(Instant.ofEpochSecond(1010));
        levels.apply();
        assertThat(logger.isDebugEnabled()).isFalse();
    }

    @Test
    void a_daemons_own_level_goes_before_that_of_all_and_others_levels_mean_nothing() {
        give("validator", "trace", 2000);
        levels.apply();
        assertThat(logger.isDebugEnabled()).isFalse();

        give(LogLevels.ALL, "trace", 2000);
        give("scheduler", "debug", 2000);
        levels.apply();
        assertThat(logger.isDebugEnabled()).isTrue();
        assertThat(logger.isTraceEnabled()).isFalse();

        DATABASE.work().write(handle -> {
            LogLevels.remove(handle, LogLevels.ALL, NAME);
            LogLevels.remove(handle, "scheduler", NAME);
        });
        levels.apply();
        assertThat(logger.isDebugEnabled()).isFalse();
    }

    private static void give(String daemon, String level, long until) {
        DATABASE.work().write(handle -> LogLevels.give(handle, daemon, NAME, level, until));
    }
}
