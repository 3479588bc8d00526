package org.muster.control;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.common.daemon.LogLevels;
import org.muster.common.store.Database;
import org.muster.control.rows.UnixTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster log …}: how much daemons write down. */
@Command(name = "log", description = "How much running daemons write down.")
final class LogCommand {
    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug", "trace", "off");

    @Command(
            name = "level",
            description = "Gives running daemons another log level for a while; without LEVEL says which are given.",
            footer = {
                "",
                "Each process reads the levels with its heartbeat (backend.heartbeatSeconds).",
                "Examples:",
                "  bin/muster log level debug --daemon scheduler --for 10m",
                "  bin/muster log level trace --logger org.muster.validator",
                "  bin/muster log level default --daemon scheduler"
            })
    int level(
            @Parameters(
                            paramLabel = "LEVEL",
                            arity = "0..1",
                            description = "error, warn, info, debug, trace, off, or default: as it was")
                    String level,
            @Option(
                            names = "--daemon",
                            defaultValue = LogLevels.ALL,
                            paramLabel = "NAME",
                            description = "of which daemon (default: ${DEFAULT-VALUE})")
                    String daemon,
            @Option(
                            names = "--logger",
                            defaultValue = "org.muster",
                            paramLabel = "NAME",
                            description = "package or class (default: ${DEFAULT-VALUE})")
                    String logger,
            @Option(
                            names = "--for",
                            defaultValue = "1h",
                            paramLabel = "TIME",
                            description = "for how long: 30s, 10m, 2h (default: ${DEFAULT-VALUE})")
                    String time,
            @Mixin ProjectOption project,
            @Mixin OutputOption output) {
        if (Stream.concat(DaemonCatalog.names().stream(), Stream.of(LogLevels.ALL))
                .noneMatch(daemon::equals)) {
            throw new UserErrorException("there is no daemon '" + daemon + "'");
        }
        long now = Instant.now().getEpochSecond();
        try (Database work = ProjectOption.work(project.read())) {
            if (level == null) {
                output.rows(work.read(handle -> handle.createQuery(
                                "select daemon, logger, level, expires_at as until from daemon_log_level"
                                        + " where expires_at > :now order by daemon, logger")
                        .bind("now", now)
                        .mapToMap()
                        .map(row -> UnixTimes.readable(row, "until"))
                        .list()));
                return 0;
            }
            String wanted = level.toLowerCase(Locale.ROOT);
            if (wanted.equals("default")) {
                work.write(handle -> LogLevels.remove(handle, daemon, logger));
                System.out.println(daemon + ": " + logger + " is as it was, with the next heartbeat.");
                return 0;
            }
            if (!LEVELS.contains(wanted)) {
                throw new UserErrorException("there is no level '" + level + "'; there are error, warn, info, debug,"
                        + " trace, off, default");
            }
            long until = now + seconds(time);
            work.write(handle -> LogLevels.give(handle, daemon, logger, wanted, until));
            System.out.println(daemon + ": " + logger + " is at " + wanted + " until " + Instant.ofEpochSecond(until));
        }
        return 0;
    }

    private static long seconds(String time) {
        try {
            return Duration.parse("PT" + time.toUpperCase(Locale.ROOT)).toSeconds();
        } catch (DateTimeParseException notATime) {
            throw new UserErrorException("--for takes a time such as 30s, 10m, 2h, not '" + time + "'");
        }
    }
}
