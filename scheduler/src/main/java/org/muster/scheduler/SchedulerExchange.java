package org.muster.scheduler;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.Database;
import org.muster.scheduler.reply.ProjectTexts;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.Holdings;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.work.Reservation;
import org.muster.scheduler.work.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a request's transaction, again when a row it depended on was changed meanwhile, and gives the slots of the job
 * cache back that it did not use. Thread-safe.
 */
final class SchedulerExchange {

    private static final Logger log = LoggerFactory.getLogger(SchedulerExchange.class);
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Stock stock;
    private final SchedulerTransaction transaction;
    private final Supplier<ProjectTexts> texts;
    private final InstantSource clock;

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
     * Answers a request, durably.
     *
     * @param arrived Unix seconds at which the request was here
     * @throws org.muster.common.store.DatabaseUnavailableException when the database cannot be reached
     */
    SchedulerReply answer(SchedulerRequest request, long arrived) {
        if (!stock.ready()) {
            stock.refreshCatalogue(database);
        }
        try (Reservation reservation = new Reservation()) {
            SchedulerReply reply = committed(request, reservation, arrived);
            reservation.committed();
            return reply.asker().isEmpty() ? reply : reply.deleting(unwanted(request));
        }
    }

    private List<String> unwanted(SchedulerRequest request) {
        return texts.get()
                .unwantedAmong(request.holdings().files().stream()
                        .map(Holdings.StickyFile::name)
                        .toList());
    }

    private SchedulerReply committed(SchedulerRequest request, Reservation reservation, long arrived) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.transact(handle -> {
                    reservation.restart();
                    long now = clock.instant().getEpochSecond();
                    return transaction.run(handle, request, reservation, new SchedulerTransaction.Moment(now, arrived));
                });
            } catch (ChangedMeanwhileException changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
                log.debug("Run again: {}", changed.getMessage());
            }
        }
    }
}
