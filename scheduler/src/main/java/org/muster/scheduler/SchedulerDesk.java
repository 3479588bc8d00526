package org.muster.scheduler;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.daemon.RequestCapture;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlWriter;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.scheduler.admission.Admission;
import org.muster.scheduler.admission.Combiner;
import org.muster.scheduler.admission.RequestGlance;
import org.muster.scheduler.admission.Verdict;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.reply.ReplyWriter;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.RequestParser;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.request.WaitingRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: lets them in or sends them away, parses before the transaction, renders after it, and turns whatever
 * goes wrong into a reply that makes the client keep its tasks and come back. Thread-safe.
 */
final class SchedulerDesk {

    private static final Logger log = LoggerFactory.getLogger(SchedulerDesk.class);
    /** For so long nobody tries to reach a database that was away, because every try takes seconds. */
    private static final long BREATHER_SECONDS = 2;

    private final SchedulerExchange exchange;
    private final ReplyWriter writer;
    private final Door door;
    private final Surroundings surroundings;
    private final DeskMetrics metrics;
    private final Combiner<WaitingRequest, SchedulerReply> combiner;
    private volatile long databaseAwayUntil;

    SchedulerDesk(
            SchedulerExchange exchange, ReplyWriter writer, Door door, Surroundings surroundings, DeskMetrics metrics) {
        this.exchange = exchange;
        this.writer = writer;
        this.door = door;
        this.surroundings = surroundings;
        this.metrics = metrics;
        this.combiner = new Combiner<>(door.bounds(), this::turn);
        metrics.show("queue", combiner::waiting);
        metrics.show("backlog", door.admission()::backlog);
    }

    /**
     * Who is let in, and how many have their turn at once.
     *
     * @param admission lets in or sends away
     * @param bounds of those who use the database together
     */
    record Door(Admission admission, Combiner.Bounds bounds) {}

    /** Answers a request's body; never fails. */
    XmlWriter answer(byte[] body, String address) {
        if (Files.exists(surroundings.stopFile())) {
            return refuse(RefusalCode.PROJECT_STOPPED, "");
        }
        if (now() < databaseAwayUntil) {
            return refuse(RefusalCode.DATABASE_AWAY, "");
        }
        RequestGlance glance = RequestGlance.of(body);
        return switch (door.admission().decide(glance.client(), glance.brings(), combiner.waiting())) {
            case Verdict.ComeBack later -> busy(later);
            case Verdict.Enter enter -> answer(body, address, glance, enter);
        };
    }

    private XmlWriter answer(byte[] body, String address, RequestGlance glance, Verdict.Enter enter) {
        long arrived = now();
        SchedulerRequest request;
        try {
            request = RequestParser.parse(body, address);
        } catch (XmlDialectException unreadable) {
            log.debug("Unreadable request from {}: {}", address, unreadable.getMessage());
            return refuse(RefusalCode.UNREADABLE, unreadable.getMessage());
        }
        try {
            return inTurn(request, glance, enter, arrived);
        } catch (DatabaseUnavailableException away) {
            log.warn("Requests are put off: {}", away.getMessage());
            databaseAwayUntil = now() + BREATHER_SECONDS;
            return refuse(RefusalCode.DATABASE_AWAY, "");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return busy(door.admission().sendAway(glance.client()));
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("host", request.credentials().hostId())
                    .setCause(e)
                    .log(
                            "A request of computer {} failed",
                            request.credentials().hostId());
            RequestCapture.failed();
            return refuse(RefusalCode.INTERNAL_ERROR, "");
        }
    }

    private XmlWriter inTurn(SchedulerRequest request, RequestGlance glance, Verdict.Enter enter, long arrived)
            throws InterruptedException {
        WaitingRequest waiting = new WaitingRequest(request, arrived, System.nanoTime());
        Optional<SchedulerReply> reply = combiner.ask(
                waiting,
                sender(request),
                enter.rank(),
                weight(request),
                door.admission().patience());
        return reply.isPresent()
                ? rendered(reply.get(), request.client().version())
                : busy(door.admission().sendAway(glance.client()));
    }

    /**
     * Tells computers apart. A client asks again only when it has given up on its former request, so the later one waits
     * for the earlier one and then counts; it is never told to go away.
     */
    private static Object sender(SchedulerRequest request) {
        long id = request.credentials().hostId();
        return id != 0
                ? id
                : List.of(
                        request.credentials().authenticator(),
                        request.host().name().crossProjectId());
    }

    private static int weight(SchedulerRequest request) {
        return 1 + request.tasks().reported().size() + request.tasks().others().size();
    }

    /** Requests whose turn it is, together. */
    private Map<WaitingRequest, Combiner.Outcome<SchedulerReply>> turn(List<WaitingRequest> requests) {
        long start = System.nanoTime();
        requests.forEach(request -> metrics.waited(start - request.since()));
        try {
            return exchange.answer(requests);
        } finally {
            long taken = System.nanoTime() - start;
            metrics.served(requests.size(), taken);
            door.admission().served(requests.size(), taken / 1e9);
        }
    }

    private XmlWriter busy(Verdict.ComeBack later) {
        RequestRefusal refusal = RequestRefusal.of(RefusalCode.BUSY);
        return rendered(SchedulerReply.refused(refusal, surroundings.delays().bounded(later.seconds())), 0);
    }

    /**
     * Answers what gets no further than the door.
     *
     * @param detail goes into the code's sentence
     */
    XmlWriter refuse(RefusalCode code, String detail) {
        double spread = surroundings.random().nextDouble();
        double delay = surroundings.delays().seconds(code.comesBack(), spread, 0);
        return rendered(SchedulerReply.refused(RequestRefusal.of(code, detail), delay), 0);
    }

    private XmlWriter rendered(SchedulerReply reply, int clientVersion) {
        metrics.answered(reply);
        return writer.write(reply, clientVersion);
    }

    private long now() {
        return surroundings.clock().instant().getEpochSecond();
    }
}
