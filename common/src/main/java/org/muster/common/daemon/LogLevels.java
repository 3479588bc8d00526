package org.muster.common.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Levels that an operator gives to loggers of running daemons, for a while: table {@code daemon_log_level}, read with each
 * heartbeat. Used by one thread.
 */
public final class LogLevels {
    /** Stands for every daemon. */
    public static final String ALL = "all";

    private static final Logger log = LoggerFactory.getLogger(LogLevels.class);

    private record Given(String logger, String level) {}

    private final Database work;
    private final InstantSource clock;
    private final List<String> daemons;
    /** Levels from before, of the loggers that have been given one; an absent level was inherited. */
    private final Map<String, String> former = new HashMap<>();

    LogLevels(Database work, InstantSource clock, List<String> daemons) {
        this.work = work;
        this.clock = clock;
        this.daemons = List.copyOf(daemons);
    }

    /** Gives a level until a time, Unix seconds. */
    public static void give(Handle handle, String daemon, String logger, String level, long until) {
        handle.execute("""
                insert into daemon_log_level (daemon, logger, level, expires_at) values (?, ?, ?, ?)
                on duplicate key update level = values(level), expires_at = values(expires_at)
                """, daemon, logger, level, until);
    }

    /** Takes a level back. */
    public static void remove(Handle handle, String daemon, String logger) {
        handle.execute("delete from daemon_log_level where daemon = ? and logger = ?", daemon, logger);
    }

    /** Makes the loggers of this process as the table says; those it no longer names as they were. */
    void apply() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (Given given : given()) {
            named.add(given.logger());
            var logger = context.getLogger(given.logger());
            Level wanted = Level.toLevel(given.level(), Level.INFO);
            if (!wanted.equals(logger.getLevel())) {
                former.putIfAbsent(given.logger(), logger.getLevel() == null ? "" : logger.getLevel().levelStr);
                log.info("{} is now at {}", given.logger(), wanted);
                logger.setLevel(wanted);
            }
        }
        for (String logger : List.copyOf(former.keySet())) {
            if (!named.contains(logger)) {
                String before = former.remove(logger);
                context.getLogger(logger).setLevel(before.isEmpty() ? null : Level.toLevel(before));
                log.info("{} is as it was", logger);
            }
        }
    }

    private List<Given> given() {
        return work.read(handle -> handle.createQuery("""
                        select logger, level from daemon_log_level
                        where expires_at > :now and daemon in (<daemons>) order by daemon = 'all' desc
                        """)
                .bind("now", clock.instant().getEpochSecond())
                .bindList(
                        "daemons",
                        java.util.stream.Stream.concat(daemons.stream(), java.util.stream.Stream.of(ALL))
                                .toList())
                .map((row, context) -> new Given(row.getString(1), row.getString(2)))
                .list());
    }
}
