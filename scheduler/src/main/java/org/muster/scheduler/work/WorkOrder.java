package org.muster.scheduler.work;

import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.WorkRequest;
import org.muster.scheduler.rules.Situation;

/**
 * What one computer asks for, with all that decides about it.
 *
 * @param receiver who gets the tasks
 * @param request how much
 * @param client the program that will run them
 * @param ability what the computer can do
 * @param counts the tasks it has before this reply
 * @param limits the most it may have
 * @param gracePeriod seconds that the row's deadline is later than what the client is told
 * @param now Unix seconds
 */
public record WorkOrder(
        Receiver receiver,
        WorkRequest request,
        ClientFacts client,
        HostAbility ability,
        Situation.Counts counts,
        Situation.Limits limits,
        long gracePeriod,
        long now) {

    /** A computer, its account and its team. */
    public record Receiver(long host, long user, long team) {}
}
