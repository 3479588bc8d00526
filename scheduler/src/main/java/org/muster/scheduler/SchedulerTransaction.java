package org.muster.scheduler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.WhoAsks;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.reply.Message;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.Situation;
import org.muster.scheduler.version.VersionChoice;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.version.VersionHistoryRows;
import org.muster.scheduler.work.ApplicationUse;
import org.muster.scheduler.work.FetchedWork;
import org.muster.scheduler.work.HostAbility;
import org.muster.scheduler.work.LostWork;
import org.muster.scheduler.work.Reservation;
import org.muster.scheduler.work.SentTask;
import org.muster.scheduler.work.Stock;
import org.muster.scheduler.work.WorkFetch;
import org.muster.scheduler.work.WorkOrder;

/**
 * The way of one request through the database: who asks, what becomes of its tasks, what work it gets. Each part reads by
 * set, decides without the database, writes by set, so that requests can share a transaction; rows are locked in the
 * order workunits, results, computers, accounts. Thread-safe; says everything that happened in the reply it returns.
 */
final class SchedulerTransaction {

    private static final int WRONG_KEY_DELAY = 3600;
    private static final int SHUT_OUT_DELAY = 86_400;

    private final Stock stock;
    private final Rules rules;
    private final SchedulerConfig config;
    private final CodeSignKeys keys;

    SchedulerTransaction(Stock stock, Rules rules, SchedulerConfig config, CodeSignKeys keys) {
        this.stock = stock;
        this.rules = rules;
        this.config = config;
        this.keys = keys;
    }

    /**
     * Handles a request. May be run several times for one request; only the last one's transaction is committed.
     *
     * @throws org.muster.common.store.ChangedMeanwhileException when it is to be run again
     */
    SchedulerReply run(Handle handle, SchedulerRequest request, Reservation reservation, long now) {
        Optional<Asker> asker = WhoAsks.identify(handle, request, now);
        if (asker.isEmpty()) {
            return SchedulerReply.bare(
                    WRONG_KEY_DELAY,
                    false,
                    Message.notice("Invalid or missing account key. To fix, remove and add this project."));
        }
        if (asker.get().host().shutOut()) {
            return SchedulerReply.bare(SHUT_OUT_DELAY, false, Message.low("Not accepting requests from this host"));
        }
        return run(handle, request, asker.get(), reservation, now);
    }

    private SchedulerReply run(
            Handle handle, SchedulerRequest request, Asker asker, Reservation reservation, long now) {
        PreferenceExchange preferences = PreferenceExchange.of(asker, request.preferences(), now);
        TaskPlan plan = plan(handle, request, asker, now);
        WorkOrder order = order(handle, request, asker, preferences, plan, now);
        CodeSignKeys.Answer key = request.work().wanted()
                ? keys.answer(request.client().codeSignKey(), request.client().majorVersion())
                : CodeSignKeys.NOTHING;
        boolean workPossible = request.work().wanted()
                && !(key instanceof CodeSignKeys.Answer.Stranger)
                && stock.catalogue().knows(request.client());
        LostWork lost = workPossible ? LostWork.of(handle, stock, plan.lost(), order) : LostWork.NONE;

        SortedMap<Long, Long> due = plan.due();
        lost.due().forEach((workunit, time) -> due.merge(workunit, time, Math::min));
        TaskRows.moveTransitions(handle, due);
        plan.write(handle);
        TaskRows.setDeadlines(handle, lost.deadlines());
        FetchedWork fetched = workPossible && lost.again().isEmpty()
                ? WorkFetch.fetch(handle, stock, rules, order, reservation)
                : FetchedWork.NONE;
        List<SentTask> work = lost.again().isEmpty() ? fetched.tasks() : lost.again();
        long host = asker.host().id();
        ApplicationUse.ensure(
                handle,
                host,
                Stream.concat(
                                plan.versions(false).stream(),
                                work.stream()
                                        .map(task -> task.version().version().id()))
                        .toList());
        ApplicationUse.failed(handle, host, plan.versions(true));
        int sentToday = order.counts().today() + fetched.tasks().size();
        RequestRows.write(handle, request, asker, preferences, sentToday, now);

        return new SchedulerReply(
                ReplyMessages.envelope(request, asker, key, stock.catalogue(), lost, fetched, config),
                Optional.of(asker),
                preferences.send() ? asker.account().preferences().global() : "",
                new SchedulerReply.Answers(plan.acknowledged(), plan.aborts(), plan.abortsIfNotStarted()),
                work,
                key,
                !request.messages().isEmpty());
    }

    private static TaskPlan plan(Handle handle, SchedulerRequest request, Asker asker, long now) {
        SchedulerRequest.Tasks tasks = request.tasks();
        List<String> names = Stream.concat(
                        tasks.reported().stream().map(ReportedResult::name),
                        tasks.othersListed() ? tasks.otherNames().stream() : Stream.empty())
                .distinct()
                .toList();
        List<TaskRow> inProgress = asker.arrival() == Arrival.CREATED
                ? List.of()
                : TaskRows.inProgress(handle, asker.host().id());
        return TaskPlan.of(asker, tasks, TaskRows.named(handle, names), inProgress, now);
    }

    private WorkOrder order(
            Handle handle,
            SchedulerRequest request,
            Asker asker,
            PreferenceExchange preferences,
            TaskPlan plan,
            long now) {
        HostAbility ability = HostAbility.of(asker.facts(), preferences.used());
        int processors = ability.processors();
        long host = asker.host().id();
        Map<HostAppVersion.Key, VersionHistory> histories =
                request.work().wanted() ? VersionHistoryRows.read(handle, List.of(host)) : Map.of();
        return new WorkOrder(
                new WorkOrder.Receiver(
                        host, asker.account().id(), asker.account().team().id()),
                request.work(),
                new VersionChoice(stock.catalogue(), host, request.client(), ability, histories),
                ability,
                new Situation.Counts(0, plan.stillHeld(), HostDay.sentToday(asker.host(), now)),
                new Situation.Limits(
                        config.maxResultsPerRequest() * processors,
                        config.maxInProgressPerProcessor() * processors,
                        config.maxResultsPerDay() * processors),
                config.gracePeriodSeconds(),
                now);
    }
}
