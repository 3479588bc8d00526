package org.muster.scheduler;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.scheduler.admission.Combiner.Outcome;
import org.muster.scheduler.reply.ProjectTexts;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.Holdings;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.request.WaitingRequest;
import org.muster.scheduler.turn.SchedulerTransaction;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.Reservation;
import org.muster.scheduler.work.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the transaction of requests that are handled together, again when a row it depended on was changed meanwhile, and
 * gives the slots of the job cache back that it did not use. When a batch fails, its halves are tried by themselves, and
 * so on: what is wrong with one request is answered to that one only. Thread-safe.
 */
final class SchedulerExchange {

    private static final Logger log = LoggerFactory.getLogger(SchedulerExchange.class);
    /** So often a batch is run again as a whole: what was changed by somebody else is seldom changed twice. */
    private static final int ATTEMPTS_TOGETHER = 2;

    private static final int ATTEMPTS_ALONE = 5;

    private final Database database;
    private final Stock stock;
    private final SchedulerTransaction transaction;
    private final Supplier<ProjectTexts> texts;
    private final InstantSource clock;
    private volatile long readForStrangersAt = Long.MIN_VALUE;

    SchedulerExchange(
            Database database,
            Stock stock,
            SchedulerTransaction transaction,
            Supplier<ProjectTexts> texts,
            InstantSource clock) {
        this.database = database;
        this.stock = stock;
        this.transaction = transaction;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Answers requests, durably.
     *
     * @param requests those that go first first; one at least
     * @return outcomes; those who have none must be handled again, after the others
     */
    Map<WaitingRequest, Outcome<SchedulerReply>> answer(List<WaitingRequest> requests) {
        Map<WaitingRequest, Outcome<SchedulerReply>> outcomes = new HashMap<>();
        try {
            freshen(requests);
            together(requests, outcomes);
        } catch (RuntimeException e) {
            requests.forEach(request -> outcomes.putIfAbsent(request, new Outcome.Failure<>(e)));
        }
        return outcomes;
    }

    /**
     * Whose platform is not known is sent away for a day, so it is not decided by a catalogue that is some seconds old: the
     * operator may have published the version just now. Read once a second at most, however many strangers ask.
     */
    private void freshen(List<WaitingRequest> requests) {
        long now = clock.instant().getEpochSecond();
        Catalogue known = stock.catalogue();
        boolean strangers = requests.stream()
                .anyMatch(request -> !known.knows(request.request().client()));
        if (!stock.ready() || (strangers && readForStrangersAt != now)) {
            readForStrangersAt = now;
            stock.refreshCatalogue(database);
        }
    }

    /**
     * Answers requests in one transaction, or in several when that fails.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached; who has no outcome then, fails
     */
    private void together(List<WaitingRequest> requests, Map<WaitingRequest, Outcome<SchedulerReply>> outcomes) {
        try {
            Map<WaitingRequest, SchedulerReply> replies = answered(requests);
            replies.forEach((request, reply) -> outcomes.put(request, new Outcome.Answer<>(reply)));
        } catch (DatabaseUnavailableException away) {
            throw away;
        } catch (RuntimeException failed) {
            if (requests.size() == 1) {
                outcomes.put(requests.getFirst(), new Outcome.Failure<>(failed));
                return;
            }
            log.info("{} requests together failed, so they are taken apart: {}", requests.size(), failed.toString());
            int half = requests.size() / 2;
            together(requests.subList(0, half), outcomes);
            together(requests.subList(half, requests.size()), outcomes);
        }
    }

    private Map<WaitingRequest, SchedulerReply> answered(List<WaitingRequest> requests) {
        try (Reservation reservation = new Reservation()) {
            Map<WaitingRequest, SchedulerReply> replies = committed(requests, reservation);
            reservation.committed();
            replies.replaceAll(
                    (request, reply) -> reply.asker().isEmpty() ? reply : reply.deleting(unwanted(request.request())));
            return replies;
        }
    }

    private List<String> unwanted(SchedulerRequest request) {
        return texts.get()
                .unwantedAmong(request.holdings().files().stream()
                        .map(Holdings.StickyFile::name)
                        .toList());
    }

    private Map<WaitingRequest, SchedulerReply> committed(List<WaitingRequest> requests, Reservation reservation) {
        int attempts = requests.size() == 1 ? ATTEMPTS_ALONE : ATTEMPTS_TOGETHER;
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transact(handle -> {
                    reservation.restart();
                    long now = clock.instant().getEpochSecond();
                    Map<WaitingRequest, SchedulerReply> replies = transaction.run(handle, requests, reservation, now);
                    if (!replies.containsKey(requests.getFirst())) {
                        throw new ChangedMeanwhileException("the first request depends on another of its batch");
                    }
                    return replies;
                });
            } catch (ChangedMeanwhileException changed) {
                if (attempt == attempts) {
                    throw changed;
                }
                log.debug("Run again: {}", changed.getMessage());
            }
        }
    }
}
