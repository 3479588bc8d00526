package org.muster.scheduler.work;

import org.muster.scheduler.request.WorkRequest;
import org.muster.scheduler.rules.Claimant;
import org.muster.scheduler.rules.Limits;
import org.muster.scheduler.rules.TaskCounts;
import org.muster.scheduler.version.VersionChoice;

/**
 * What one computer asks for, with all that decides about it.
 *
 * @param claimant who gets the tasks
 * @param request how much
 * @param versions which version of an application it gets
 * @param ability what the computer can do
 * @param counts the tasks it has; grows with what it is given
 * @param limits the most it may have
 * @param times when
 */
public record WorkOrder(
        Claimant claimant,
        WorkRequest request,
        VersionChoice versions,
        HostAbility ability,
        TaskCounts counts,
        Limits limits,
        Times times) {

    /**
     * When the order came.
     *
     * @param now Unix seconds
     * @param newDay whether it is the first on the computer's day
     * @param gracePeriod seconds that a row's deadline is later than what the client is told
     */
    public record Times(long now, boolean newDay, long gracePeriod) {}
}
