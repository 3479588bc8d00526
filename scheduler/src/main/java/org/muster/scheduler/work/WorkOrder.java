package org.muster.scheduler.work;

import org.muster.scheduler.request.WorkRequest;
import org.muster.scheduler.rules.Situation;
import org.muster.scheduler.version.VersionChoice;

/**
 * What one computer asks for, with all that decides about it.
 *
 * @param receiver who gets the tasks
 * @param request how much
 * @param versions which version of an application it gets
 * @param ability what the computer can do
 * @param counts the tasks it has before this reply
 * @param limits the most it may have
 * @param gracePeriod seconds that the row's deadline is later than what the client is told
 * @param now Unix seconds
 */
public record WorkOrder(
        Receiver receiver,
        WorkRequest request,
        VersionChoice versions,
        HostAbility ability,
        Situation.Counts counts,
        Situation.Limits limits,
        long gracePeriod,
        long now) {

    /** A computer, its account and its team. */
    public record Receiver(long host, long user, long team) {}
}
