package org.muster.scheduler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.WhoAsks;
import org.muster.scheduler.refusal.ClientRule;
import org.muster.scheduler.refusal.RefusalCode;
import org.muster.scheduler.refusal.RefusalDelays;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.refusal.WorkPermit;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.reply.SchedulerReply;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.report.VersionStanding;
import org.muster.scheduler.request.HeldTask;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.request.ProjectPreferencesParser;
import org.muster.scheduler.request.ReportedResult;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.Limits;
import org.muster.scheduler.rules.Rules;
import org.muster.scheduler.rules.TaskCounts;
import org.muster.scheduler.version.VersionChoice;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.version.VersionHistoryRows;
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

    private final Stock stock;
    private final Rules rules;
    private final SchedulerConfig config;
    private final CodeSignKeys keys;
    private final WorkPermit permit;
    private final ReplyMessages words;

    SchedulerTransaction(Stock stock, Rules rules, SchedulerConfig config, CodeSignKeys keys) {
        this.stock = stock;
        this.rules = rules;
        this.config = config;
        this.keys = keys;
        ClientRule clients = new ClientRule(config.clients());
        this.permit = new WorkPermit(config.exchange(), clients);
        this.words = new ReplyMessages(RefusalDelays.of(config), clients);
    }

    /**
     * When a request is handled.
     *
     * @param now Unix seconds
     * @param arrived Unix seconds at which it was here; it may have waited
     */
    record Moment(long now, long arrived) {}

    /**
     * Handles a request. May be run several times for one request; only the last one's transaction is committed.
     *
     * @throws org.muster.common.store.ChangedMeanwhileException when it is to be run again
     */
    SchedulerReply run(Handle handle, SchedulerRequest request, Reservation reservation, Moment moment) {
        return switch (WhoAsks.identify(handle, request, moment.now(), moment.arrived())) {
            case WhoAsks.Sender.Unknown ignored -> refused(RefusalCode.WRONG_AUTHENTICATOR);
            case WhoAsks.Sender.Overtaken ignored -> refused(RefusalCode.OVERTAKEN);
            case WhoAsks.Sender.Known known ->
                known.asker().host().shutOut()
                        ? refused(RefusalCode.HOST_SHUT_OUT)
                        : run(handle, request, known.asker(), reservation, moment.now());
        };
    }

    private SchedulerReply refused(RefusalCode code) {
        return SchedulerReply.refused(RequestRefusal.of(code), words.delays().seconds(code.comesBack(), 0, 0));
    }

    private SchedulerReply run(
            Handle handle, SchedulerRequest request, Asker asker, Reservation reservation, long now) {
        PreferenceExchange preferences = PreferenceExchange.of(asker, request.preferences(), now);
        TaskPlan plan = plan(handle, request, asker, now);
        WorkOrder order = order(handle, request, asker, preferences, plan, now);
        CodeSignKeys.Answer key = request.work().wanted()
                ? keys.answer(request.client().codeSignKey(), request.client().majorVersion())
                : CodeSignKeys.NOTHING;
        List<RequestRefusal> refusals = request.work().wanted()
                ? permit.refuse(request, facts(request, asker, key, order.versions()), now)
                : List.of();
        boolean workPossible = request.work().wanted() && refusals.isEmpty();
        LostWork lost =
                workPossible || plan.replyLost() ? LostWork.of(handle, stock, plan.lost(), order) : LostWork.NONE;

        SortedMap<Long, Long> due = plan.due();
        lost.due().forEach((workunit, time) -> due.merge(workunit, time, Math::min));
        TaskRows.moveTransitions(handle, due);
        plan.write(handle);
        TaskRows.renew(handle, lost.renewals());
        FetchedWork fetched = workPossible && lost.again().isEmpty()
                ? WorkFetch.fetch(handle, stock, rules, order, reservation)
                : FetchedWork.NONE;
        List<SentTask> work = lost.again().isEmpty() ? fetched.tasks() : lost.again();
        long host = asker.host().id();
        if (order.times().newDay()) {
            VersionStanding.beginDay(handle, host);
        }
        VersionStanding.report(handle, plan.deeds(), order.limits().quota());
        VersionStanding.sent(
                handle,
                fetched.tasks().stream()
                        .map(task -> task.version().history().key())
                        .toList());
        int sentToday = HostDay.sentToday(asker.host(), now) + fetched.tasks().size();
        RequestRows.write(handle, request, asker, preferences, sentToday, now);

        SchedulerReply.Extras extras = new SchedulerReply.Extras(
                MessageRows.store(handle, request.messages(), host, now)
                        && !request.messages().isEmpty(),
                config.exchange().msgToHost() ? MessageRows.deliver(handle, host, now) : List.of(),
                List.of(),
                stock.catalogue().lacking(request.client(), request.equipment()).stream()
                        .map(ProcessorType::boincName)
                        .toList());
        return new SchedulerReply(
                words.envelope(request, asker, refusals, lost, fetched, now),
                Optional.of(asker),
                preferences.send() ? asker.account().preferences().global() : "",
                new SchedulerReply.Answers(
                        plan.acknowledged(),
                        plan.aborts(),
                        plan.abortsIfNotStarted(),
                        lost.again().size()),
                work,
                key,
                fetched.refusals(),
                extras);
    }

    private WorkPermit.Facts facts(
            SchedulerRequest request, Asker asker, CodeSignKeys.Answer key, VersionChoice versions) {
        return new WorkPermit.Facts(
                stock.catalogue().knows(request.client()),
                key instanceof CodeSignKeys.Answer.Stranger,
                versions.unknownApplications(),
                asker.arrival() == Arrival.CREATED ? 0 : asker.host().lastRequest());
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
        ProjectPreferences chosen = projectPreferences(asker);
        HostAbility ability = HostAbility.of(
                request.client(), asker.facts(), request.equipment(), preferences.used(), chosen.mostProcessors());
        long host = asker.host().id();
        Map<HostAppVersion.Key, VersionHistory> histories =
                request.work().wanted() || plan.replyLost() ? VersionHistoryRows.read(handle, List.of(host)) : Map.of();
        return new WorkOrder(
                Claimant.of(
                        host,
                        asker.account().id(),
                        asker.account().team().id(),
                        asker.facts(),
                        chosen,
                        request.holdings().presentFiles()),
                request.work(),
                VersionChoices.of(
                        request,
                        asker,
                        ability,
                        stock.catalogue(),
                        histories,
                        chosen.betaAllowed(),
                        config.versions(),
                        now),
                ability,
                counts(plan, request),
                Limits.of(
                        config,
                        new Limits.Processors(
                                ability.processors(),
                                request.equipment().coprocessorCount(),
                                config.rules().gpuMultiplier())),
                new WorkOrder.Times(now, HostDay.begins(asker.host(), now), config.gracePeriodSeconds()));
    }

    private static ProjectPreferences projectPreferences(Asker asker) {
        return ProjectPreferencesParser.parse(
                asker.account().preferences().project(), asker.host().standing().venue());
    }

    private static TaskCounts counts(TaskPlan plan, SchedulerRequest request) {
        Map<String, HeldTask> listed = request.tasks().others().stream()
                .collect(Collectors.toMap(HeldTask::name, Function.identity(), (one, same) -> one));
        TaskCounts counts = new TaskCounts();
        for (TaskRow task : plan.held()) {
            HeldTask held = listed.getOrDefault(task.name(), new HeldTask(task.name()));
            counts.hold(task.appId(), request.holdings().type(held));
        }
        return counts;
    }
}
