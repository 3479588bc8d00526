package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.identity.Arrival;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.refusal.WorkPermit;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.report.TaskRow;
import org.muster.scheduler.report.VersionStanding;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.version.VersionHistoryRows;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.LostWork;
import org.muster.scheduler.work.Stock;
import org.muster.scheduler.work.WorkOrder;

/** Reads what callers' requests depend on, of all of them together, and decides everything but new work. */
final class Visits {

    private final Stock stock;
    private final CodeSignKeys keys;
    private final WorkPermit permit;
    private final WorkOrders orders;

    Visits(Stock stock, SchedulerConfig config, CodeSignKeys keys, WorkPermit permit) {
        this.stock = stock;
        this.keys = keys;
        this.permit = permit;
        this.orders = new WorkOrders(stock, config);
    }

    /** The visits of callers, in their order, without those who have to wait for another one. */
    List<Visit> of(Handle handle, List<Caller> callers, long now) {
        List<TaskPlans.Planned> plans = TaskPlans.read(handle, callers, now);
        Map<HostAppVersion.Key, VersionHistory> histories = VersionHistoryRows.read(handle, asking(plans));
        List<Visit> visits = new ArrayList<>();
        for (TaskPlans.Planned planned : plans) {
            Caller caller = planned.caller();
            WorkOrder order = orders.of(caller, planned.plan(), histories, now);
            CodeSignKeys.Answer key = key(caller.request());
            List<VersionStanding.Deed> deeds = VersionStanding.telling(
                    planned.plan().deeds(), order.limits().quota(), histories);
            visits.add(new Visit(
                    caller, planned.plan(), deeds, order, key, refusals(caller, order, key, now), LostWork.NONE));
        }
        return withLostWork(handle, visits, now);
    }

    /** Computers for which work may be looked for. */
    private static Set<Long> asking(List<TaskPlans.Planned> plans) {
        return plans.stream()
                .filter(planned -> planned.caller().request().work().wanted()
                        || planned.plan().replyLost())
                .map(planned -> planned.caller().host())
                .collect(Collectors.toSet());
    }

    private CodeSignKeys.Answer key(SchedulerRequest request) {
        return request.work().wanted()
                ? keys.answer(request.client().codeSignKey(), request.client().majorVersion())
                : CodeSignKeys.NOTHING;
    }

    private List<RequestRefusal> refusals(Caller caller, WorkOrder order, CodeSignKeys.Answer key, long now) {
        SchedulerRequest request = caller.request();
        if (!request.work().wanted()) {
            return List.of();
        }
        WorkPermit.Facts facts = new WorkPermit.Facts(
                stock.catalogue().knows(request.client()),
                key instanceof CodeSignKeys.Answer.Stranger,
                order.versions().unknownApplications(),
                caller.asker().arrival() == Arrival.CREATED
                        ? 0
                        : caller.asker().host().lastRequest());
        return permit.refuse(request, facts, now);
    }

    private List<Visit> withLostWork(Handle handle, List<Visit> visits, long now) {
        Map<Long, Job> documents = LostWork.documents(
                handle,
                stock,
                visits.stream().flatMap(visit -> lost(visit).stream()).toList(),
                now);
        return visits.stream()
                .map(visit -> visit.with(LostWork.of(documents, stock, lost(visit), visit.order())))
                .toList();
    }

    /** Tasks that its client should have, if it is time to look after them. */
    private static List<TaskRow> lost(Visit visit) {
        return visit.getsNewWork() || visit.plan().replyLost() ? visit.plan().lost() : List.of();
    }
}
