package org.muster.scheduler.turn;

import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.request.WaitingRequest;

/**
 * A request whose sender is known.
 *
 * @param waiting the request
 * @param asker who sent it
 * @param preferences whose preferences count for it
 */
record Caller(WaitingRequest waiting, Asker asker, PreferenceExchange preferences) {

    SchedulerRequest request() {
        return waiting.request();
    }

    /** The id of the computer's row. */
    long host() {
        return asker.host().id();
    }
}
