package org.muster.scheduler;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlWriter;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.scheduler.reply.Message;
import org.muster.scheduler.reply.ReplyWriter;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.RequestParser;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.work.Reservation;
import org.muster.scheduler.work.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: parses before the transaction, renders after it, and turns whatever goes wrong into a reply that
 * makes the client keep its tasks and come back. Thread-safe.
 */
final class SchedulerDesk {

    private static final Logger log = LoggerFactory.getLogger(SchedulerDesk.class);
    private static final int ATTEMPTS = 5;
    /** Clients wait five minutes; one that is let go before is told why. */
    private static final long PATIENCE_SECONDS = 60;
    /** For so long nobody tries to reach a database that was away, because every try takes seconds. */
    private static final long BREATHER_SECONDS = 2;

    private static final long SHORT_OUTAGE_SECONDS = 60;
    private static final String DATABASE_AWAY =
            "The project's database is not available; the request will be tried again later";
    private static final String BUSY = "The server has more requests than it can answer; this one will be tried again";

    private final Database database;
    private final Stock stock;
    private final SchedulerTransaction transaction;
    private final ReplyWriter writer;
    private final Surroundings surroundings;
    private final HostLocks locks = new HostLocks();
    private final Semaphore turns;
    private volatile long databaseAwayUntil;

    SchedulerDesk(
            Database database,
            Stock stock,
            SchedulerTransaction transaction,
            ReplyWriter writer,
            Surroundings surroundings) {
        this.database = database;
        this.stock = stock;
        this.transaction = transaction;
        this.writer = writer;
        this.surroundings = surroundings;
        this.turns = new Semaphore(surroundings.atOnce(), true);
    }

    /**
     * What an answer depends on besides the request and the database.
     *
     * @param clock the time
     * @param stopFile while it exists the operator has stopped the scheduler
     * @param requestDelay seconds before the next request after a bad one
     * @param maintenanceDelay seconds before the next request while the project is stopped
     * @param atOnce how many requests may use the database at once; the others wait for their turn
     */
    record Surroundings(InstantSource clock, Path stopFile, int requestDelay, int maintenanceDelay, int atOnce) {}

    /** Answers a request's body; never fails. */
    XmlWriter answer(byte[] body, String address) {
        if (Files.exists(surroundings.stopFile())) {
            Message message = Message.notice("Project is temporarily shut down for maintenance");
            return writer.write(SchedulerReply.bare(surroundings.maintenanceDelay(), true, message), 0);
        }
        SchedulerRequest request;
        try {
            request = RequestParser.parse(body, address);
        } catch (XmlDialectException unreadable) {
            log.debug("Unreadable request from {}: {}", address, unreadable.getMessage());
            return refuse(unreadable.getMessage());
        }
        return writer.write(reply(request), request.client().version());
    }

    /** A reply in any case: trouble of ours is put into words, and the client keeps what it has for the next time. */
    private SchedulerReply reply(SchedulerRequest request) {
        if (now() < databaseAwayUntil) {
            return later(request, DATABASE_AWAY);
        }
        try {
            return inTurn(request);
        } catch (DatabaseUnavailableException away) {
            log.warn("Requests are put off: {}", away.getMessage());
            databaseAwayUntil = now() + BREATHER_SECONDS;
            return later(request, DATABASE_AWAY);
        } catch (RuntimeException e) {
            log.error("A request of computer {} failed", request.credentials().hostId(), e);
            return later(request, "The server had an internal error; the request will be tried again later");
        }
    }

    /** Answers what is no scheduler request at all. */
    XmlWriter refuse(String problem) {
        Message message = Message.low("Error in request message: " + problem);
        return writer.write(SchedulerReply.bare(surroundings.requestDelay(), false, message), 0);
    }

    private SchedulerReply inTurn(SchedulerRequest request) {
        Lock lock = locks.of(request);
        lock.lock();
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return later(request, BUSY);
            }
            try (Reservation reservation = new Reservation()) {
                if (!stock.ready()) {
                    stock.refreshCatalogue(database);
                }
                SchedulerReply reply = committed(request, reservation);
                reservation.committed();
                return reply;
            } finally {
                turns.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return later(request, BUSY);
        } finally {
            lock.unlock();
        }
    }

    private SchedulerReply committed(SchedulerRequest request, Reservation reservation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transact(handle -> {
                    reservation.restart();
                    return transaction.run(handle, request, reservation, now());
                });
            } catch (ChangedMeanwhileException changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
                log.debug("Run again: {}", changed.getMessage());
            }
        }
    }

    /** Sends a client away for a minute or two, each for another while, so that they do not all come back at once. */
    private SchedulerReply later(SchedulerRequest request, String words) {
        long spread = Math.floorMod(
                31 * request.credentials().hostId() + request.credentials().sequenceNumber(), SHORT_OUTAGE_SECONDS);
        long delay = Math.min(surroundings.maintenanceDelay(), SHORT_OUTAGE_SECONDS + spread);
        return SchedulerReply.bare(delay, true, Message.low(words));
    }

    private long now() {
        return surroundings.clock().instant().getEpochSecond();
    }
}
