package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.SchedulerConfig;
import org.muster.scheduler.identity.WhoAsks;
import org.muster.scheduler.refusal.ClientRule;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RefusalDelays;
import org.muster.scheduler.refusal.WorkPermit;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.request.WaitingRequest;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.work.FetchedWork;
import org.muster.scheduler.work.Reservation;
import org.muster.scheduler.work.Stock;
import org.muster.scheduler.work.WorkFetch;
import org.muster.scheduler.work.WorkOrder;

/**
 * The way of requests through the database, together: who asks, what becomes of their tasks, what work they get. Each
 * part reads for all of them by set, decides for one after the other without the database, and writes for all by set. Rows
 * are locked in the order workunits, results, computers, accounts.
 *
 * <p>The outcome is that of one request after the other. A request whose decision depends on what another one of the batch
 * changes is left for the next batch. Thread-safe.
 */
public final class SchedulerTransaction {

    private final Stock stock;
    private final Rules rules;
    private final Visits visits;
    private final Replies replies;

    public SchedulerTransaction(Stock stock, Rules rules, SchedulerConfig config, CodeSignKeys keys) {
        this.stock = stock;
        this.rules = rules;
        ClientRule clients = new ClientRule(config.clients());
        this.visits = new Visits(stock, config, keys, new WorkPermit(config.exchange(), clients));
        this.replies = new Replies(
                stock,
                new ReplyMessages(RefusalDelays.of(config), clients),
                config.exchange().msgToHost());
    }

    /**
     * Handles requests. May be run several times for the same ones; only the last one's transaction is committed.
     *
     * @param requests those that go first first
     * @param reservation holds the slots of the job cache until the transaction is committed
     * @param now Unix seconds
     * @return the replies; those who have none are to be handled again, which never includes the first
     * @throws org.muster.common.store.ChangedMeanwhileException when all are to be run again
     */
    public Map<WaitingRequest, SchedulerReply> run(
            Handle handle, List<WaitingRequest> requests, Reservation reservation, long now) {
        Map<WaitingRequest, SchedulerReply> answered = new HashMap<>();
        List<Caller> callers = callers(WhoAsks.identify(handle, requests, now), answered, now);
        if (callers.isEmpty()) {
            return answered;
        }
        List<Visit> decided = visits.of(handle, callers, now);
        VisitRows.writeTasks(handle, decided, now);
        Map<WaitingRequest, WorkOrder> orders = new LinkedHashMap<>();
        decided.stream()
                .filter(Visit::getsNewWork)
                .forEach(visit -> orders.put(visit.caller().waiting(), visit.order()));
        Map<WaitingRequest, FetchedWork> fetched = WorkFetch.fetch(handle, stock, rules, orders, reservation);
        VisitRows.writeHosts(handle, decided, fetched, now);
        answered.putAll(replies.compose(handle, decided, fetched, now));
        return answered;
    }

    /** Those who are let in; of an account that one of them changes, none after that. */
    private List<Caller> callers(
            Map<WaitingRequest, WhoAsks.Sender> senders, Map<WaitingRequest, SchedulerReply> answered, long now) {
        List<Caller> callers = new ArrayList<>();
        Set<Long> changing = new HashSet<>();
        senders.forEach((request, sender) -> {
            switch (sender) {
                case WhoAsks.Sender.Unknown ignored ->
                    answered.put(request, replies.refused(RefusalCode.WRONG_AUTHENTICATOR));
                case WhoAsks.Sender.Overtaken ignored -> answered.put(request, replies.refused(RefusalCode.OVERTAKEN));
                case WhoAsks.Sender.PutOff ignored -> {}
                case WhoAsks.Sender.Known known -> {
                    long account = known.asker().account().id();
                    PreferenceExchange preferences = PreferenceExchange.of(
                            known.asker(), request.request().preferences(), now);
                    if (known.asker().host().shutOut()) {
                        answered.put(request, replies.refused(RefusalCode.HOST_SHUT_OUT));
                    } else if (!changing.contains(account)) {
                        callers.add(new Caller(request, known.asker(), preferences));
                        if (RequestRows.changesAccount(request.request(), known.asker(), preferences)) {
                            changing.add(account);
                        }
                    }
                }
            }
        });
        return callers;
    }
}
