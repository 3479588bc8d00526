package org.muster.scheduler.turn;

import java.util.List;
import org.muster.scheduler.refusal.RequestRefusal;
import org.muster.scheduler.reply.CodeSignKeys;
import org.muster.scheduler.report.TaskPlan;
import org.muster.scheduler.report.VersionStanding;
import org.muster.scheduler.work.LostWork;
import org.muster.scheduler.work.WorkOrder;

/**
 * A request for which everything is decided but new work.
 *
 * @param caller who sent it
 * @param plan what becomes of the tasks that it speaks of
 * @param deeds what its reports may change of what is known of the computer with application versions
 * @param order the work that it asks for, and what decides about it
 * @param key the project key for it
 * @param refusals why it gets no new work
 * @param lost tasks that its client should have
 */
record Visit(
        Caller caller,
        TaskPlan plan,
        List<VersionStanding.Deed> deeds,
        WorkOrder order,
        CodeSignKeys.Answer key,
        List<RequestRefusal> refusals,
        LostWork lost) {

    /** Whether new work is looked for. */
    boolean getsNewWork() {
        return caller.request().work().wanted()
                && refusals.isEmpty()
                && lost.again().isEmpty();
    }

    Visit with(LostWork found) {
        return new Visit(caller, plan, deeds, order, key, refusals, found);
    }
}
