package org.muster.scheduler;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.identity.AccountRows;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostRows;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.request.MessageFromHost;
import org.muster.scheduler.request.SchedulerRequest;

/** Writes what a request says of the account and the computer themselves, each only when it changed. */
final class RequestRows {

    private RequestRows() {}

    /**
     * Writes it.
     *
     * @param sentToday tasks the computer got today, those of this reply included
     */
    static void write(
            Handle handle,
            SchedulerRequest request,
            Asker asker,
            PreferenceExchange preferences,
            int sentToday,
            long now) {
        long number = asker.announce() ? 0 : request.credentials().sequenceNumber();
        HostRows.noteRequest(handle, asker.host().id(), number, sentToday, now);
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
        if (preferences.store()) {
            AccountRows.setGlobalPreferences(
                    handle, account, request.preferences().master());
        }
        messages(handle, request.messages(), asker.host().id(), now);
    }

    private static void messages(Handle handle, List<MessageFromHost> messages, long host, long now) {
        ManyRows.update(
                handle,
                """
                insert into msg_from_host (create_time, hostid, variety, handled, xml)
                select c.created, c.host, c.variety, 0, c.xml from {rows} c
                """,
                List.of("created", "host", "variety", "xml"),
                messages.stream()
                        .map(message -> List.<Object>of(now, host, message.variety(), message.xml()))
                        .toList());
    }
}
