package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.HostDay;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.TaskRows;
import org.muster.scheduler.report.VersionStanding;
import org.muster.scheduler.request.WaitingRequest;
import org.muster.scheduler.work.FetchedWork;

/** Writes what was decided for several visits, each kind of row by one statement. */
final class VisitRows {

    private VisitRows() {}

    /**
     * Workunits that become due, and results: reported, written off, sent again.
     *
     * @throws org.muster.common.store.ChangedMeanwhileException when one is no longer as it was read
     */
    static void writeTasks(Handle handle, List<Visit> visits, long now) {
        SortedMap<Long, Long> due = new TreeMap<>();
        SortedMap<Long, TaskRows.Renewal> renewals = new TreeMap<>();
        List<TaskPlan> plans = new ArrayList<>();
        for (Visit visit : visits) {
            plans.add(visit.plan());
            visit.plan().due().forEach((workunit, time) -> due.merge(workunit, time, Math::min));
            visit.lost().due().forEach((workunit, time) -> due.merge(workunit, time, Math::min));
            renewals.putAll(visit.lost().renewals());
        }
        TaskRows.moveTransitions(handle, due);
        TaskPlan.write(handle, plans, now);
        TaskRows.renew(handle, renewals);
    }

    /**
     * The computers, with versions and by themselves, and the accounts.
     *
     * @param fetched the new work of those who got some
     * @throws org.muster.common.store.ChangedMeanwhileException when another scheduler has answered one of them
     */
    static void writeHosts(Handle handle, List<Visit> visits, Map<WaitingRequest, FetchedWork> fetched, long now) {
        VersionStanding.beginDay(
                handle,
                visits.stream()
                        .filter(visit -> visit.order().times().newDay())
                        .map(visit -> visit.caller().host())
                        .collect(Collectors.toSet()));
        VersionStanding.report(
                handle,
                visits.stream()
                        .map(visit -> new VersionStanding.Reports(
                                visit.deeds(), visit.order().limits().quota()))
                        .toList());
        List<HostAppVersion.Key> sent = fetched.values().stream()
                .flatMap(work -> work.tasks().stream())
                .map(task -> task.version().history().key())
                .toList();
        VersionStanding.sent(handle, sent);
        RequestRows.write(
                handle,
                visits.stream()
                        .map(visit ->
                                noted(visit, fetched.getOrDefault(visit.caller().waiting(), FetchedWork.NONE), now))
                        .toList(),
                now);
    }

    private static RequestRows.Noted noted(Visit visit, FetchedWork fetched, long now) {
        Caller caller = visit.caller();
        int sentToday =
                HostDay.sentToday(caller.asker().host(), now) + fetched.tasks().size();
        return new RequestRows.Noted(caller.request(), caller.asker(), caller.preferences(), sentToday);
    }
}
