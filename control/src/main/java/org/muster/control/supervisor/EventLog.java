package org.muster.control.supervisor;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.common.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what happens to the processes for thirty days: at once in {@code log_HOST/supervisor.log}, and as soon as the database takes it in
 * table {@code daemon_event}, for the status page. A database that is away delays only the latter; of more than some
 * hundred events that wait for it the newest are given up, they are in the file.
 */
final class EventLog implements SupervisorEvents {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int WAITING = 500;
    private static final long AFTER_FAILURE_MILLISECONDS = 5000;
    private static final int LONGEST_REASON = 1000;
    private static final long KEPT_SECONDS = 30 * 86_400;

    private record Event(long at, String child, String event, String reason) {}

    private final RunDirectory directory;
    private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Database work;

    EventLog(RunDirectory directory, DatabaseConfig database) {
        this.directory = directory;
        this.work = Database.open(
                new DatabaseConfig(database.url(), database.user(), database.password(), 2), "supervisor");
        Thread.ofPlatform().daemon().name("events").start(this::write);
    }

    @Override
    public void tell(String child, String event, String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        boolean taken = waiting.offer(new Event(now.getEpochSecond(), child, event, shortened));
        try {
            directory.note(now + " " + child + " " + event + (reason.isEmpty() ? "" : ": " + reason)
                    + (taken ? "" : " (not for the database, which is away)"));
        } catch (IOException e) {
            log.warn("cannot note that {} {}: {}", child, event, e.getMessage());
        }
    }

    private void write() {
        try {
            while (true) {
                Event event = waiting.take();
                while (!written(event)) {
                    Thread.sleep(AFTER_FAILURE_MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean written(Event event) {
        try {
            work.write(handle -> handle.execute(
                    "insert into daemon_event (host, child, event, reason, happened_at) values (?, ?, ?, ?, ?)",
                    ThisMachine.name(),
                    event.child(),
                    event.event(),
                    event.reason(),
                    event.at()));
            work.write(handle -> handle.execute(
                    "delete from daemon_event where happened_at < ? order by id limit 1000",
                    event.at() - KEPT_SECONDS));
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }
}
