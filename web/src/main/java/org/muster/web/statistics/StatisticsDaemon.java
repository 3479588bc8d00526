package org.muster.web.statistics;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.LoopDaemon;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.DurableFiles;
import org.muster.common.store.Database;

/**
 * Makes an export whenever the published one is old enough. Of several copies that share the directory one works; a lock of
 * the operating system, which goes with its holder, keeps the others away.
 */
public final class StatisticsDaemon implements Pass {
    /** The daemon's name on the command line and on the status page. */
    public static final String NAME = "statistics-export";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(60);

    private final StatisticsExport export;
    private final Path directory;
    private final Duration period;
    private final InstantSource clock;

    StatisticsDaemon(StatisticsExport export, Path directory, Duration period, InstantSource clock) {
        this.export = export;
        this.directory = directory;
        this.period = period;
        this.clock = clock;
    }

    /** The daemon as configured. */
    public static Daemon create(DaemonContext context) {
        Path directory =
                context.config().statistics().directory(context.config().project());
        Optional<Database> replica =
                context.config().database().replica().map(config -> Database.open(config, "replica"));
        return new LoopDaemon(
                NAME,
                new StatisticsDaemon(
                        new StatisticsExport(context.work(), replica, directory, context.clock()),
                        directory,
                        Duration.ofHours(context.config().statistics().hours()),
                        context.clock()),
                BETWEEN_LOOKS);
    }

    /** Whether it is time for another export. */
    static boolean isDue(Optional<Instant> published, Duration period, Instant now) {
        return published.isEmpty() || !now.isBefore(published.get().plus(period));
    }

    @Override
    public PassOutcome run() throws IOException {
        DurableFiles.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null || !isDue(export.published(), period, clock.instant())) {
                return PassOutcome.IDLE;
            }
            StatisticsExport.Written written = export.run();
            return new PassOutcome(
                    Math.toIntExact(written.users() + written.teams() + written.hosts()),
                    false,
                    "read the " + written.source());
        } catch (OverlappingFileLockException anotherCopyOfThisProcess) {
            return PassOutcome.IDLE;
        }
    }
}
