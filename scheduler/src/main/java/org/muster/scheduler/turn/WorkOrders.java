package org.muster.scheduler.turn;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostDay;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.request.HeldTask;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.request.ProjectPreferencesParser;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.Limits;
import org.muster.scheduler.rules.TaskCounts;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.work.HostAbility;
import org.muster.scheduler.work.Stock;
import org.muster.scheduler.work.WorkOrder;

/**
 * Makes of a request what its computer may be given. Pure.
 *
 * @param stock what there is to give
 * @param config the project's settings
 */
record WorkOrders(Stock stock, SchedulerConfig config) {

    /**
     * The order of a caller.
     *
     * @param histories what is known of versions on its computer, and on others
     * @param now Unix seconds
     */
    WorkOrder of(Caller caller, TaskPlan plan, Map<HostAppVersion.Key, VersionHistory> histories, long now) {
        SchedulerRequest request = caller.request();
        Asker asker = caller.asker();
        ProjectPreferences chosen = projectPreferences(asker);
        HostAbility ability = HostAbility.of(
                request.client(),
                asker.facts(),
                request.equipment(),
                caller.preferences().used(),
                chosen.mostProcessors());
        return new WorkOrder(
                Claimant.of(
                        caller.host(),
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
