package org.muster.scheduler;

import org.jdbi.v3.core.Handle;
import org.muster.scheduler.identity.AccountRows;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostRows;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.request.SchedulerRequest;

/** Writes what a request says of the account and the computer themselves, each only when it changed. */
final class RequestRows {

    private RequestRows() {}

    /**
     * Writes it.
     *
     * @param sentToday tasks the computer got today, those of this reply included
     * @throws org.muster.common.store.ChangedMeanwhileException when another scheduler has answered the same computer
     */
    static void write(
            Handle handle,
            SchedulerRequest request,
            Asker asker,
            PreferenceExchange preferences,
            int sentToday,
            long now) {
        long number = asker.announce() ? 0 : request.credentials().sequenceNumber();
        HostRows.noteRequest(handle, asker.host(), number, sentToday, now);
        if (asker.facts().noticeablyDiffersFrom(asker.host().facts())) {
            HostRows.updateFacts(handle, asker.host().id(), asker.facts());
        }
        long account = asker.account().id();
        String crossProjectId = request.credentials().crossProjectId();
        if (asker.mayChangeAccount()
                && !crossProjectId.isEmpty()
                && !crossProjectId.equals(asker.account().profile().crossProjectId())) {
            AccountRows.setCrossProjectId(handle, account, crossProjectId);
        }
        if (!preferences.toStore().isEmpty()) {
            AccountRows.setGlobalPreferences(handle, account, preferences.toStore());
        }
    }
}
