package org.muster.scheduler.turn;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.identity.AccountRows;
import org.muster.scheduler.identity.Asker;
import org.muster.scheduler.identity.HostRows;
import org.muster.scheduler.reply.PreferenceExchange;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.SchedulerRequest;

/** Writes what requests say of the accounts and the computers themselves, each only where it changed. */
final class RequestRows {

    private RequestRows() {}

    /**
     * What is to be noted of one request.
     *
     * @param sentToday tasks the computer got today, those of this reply included
     */
    record Noted(SchedulerRequest request, Asker asker, PreferenceExchange preferences, int sentToday) {

        private HostRows.Noted number() {
            long number = asker.announce() ? 0 : request.credentials().sequenceNumber();
            return new HostRows.Noted(asker.host(), number, sentToday);
        }
    }

    /** Whether a request changes its account, so that the next one of the account must see what it changed. */
    static boolean changesAccount(SchedulerRequest request, Asker asker, PreferenceExchange preferences) {
        return !preferences.toStore().isEmpty() || bringsIdentifier(request, asker);
    }

    private static boolean bringsIdentifier(SchedulerRequest request, Asker asker) {
        String crossProjectId = request.credentials().crossProjectId();
        return asker.mayChangeAccount()
                && !crossProjectId.isEmpty()
                && !crossProjectId.equals(asker.account().profile().crossProjectId());
    }

    /**
     * Writes it.
     *
     * @param requests one of each computer, and one of each account that is changed
     * @throws org.muster.common.store.ChangedMeanwhileException when another scheduler has answered one of the computers
     */
    static void write(Handle handle, List<Noted> requests, long now) {
        HostRows.noteRequests(handle, requests.stream().map(Noted::number).toList(), now);
        SortedMap<Long, HostFacts> facts = new TreeMap<>();
        SortedMap<Long, String> identifiers = new TreeMap<>();
        SortedMap<Long, String> preferences = new TreeMap<>();
        for (Noted noted : requests) {
            Asker asker = noted.asker();
            long account = asker.account().id();
            if (asker.facts().noticeablyDiffersFrom(asker.host().facts())) {
                facts.put(asker.host().id(), asker.facts());
            }
            if (bringsIdentifier(noted.request(), asker)) {
                identifiers.put(account, noted.request().credentials().crossProjectId());
            }
            if (!noted.preferences().toStore().isEmpty()) {
                preferences.put(account, noted.preferences().toStore());
            }
        }
        HostRows.updateFacts(handle, facts);
        AccountRows.setCrossProjectIds(handle, identifiers);
        AccountRows.setGlobalPreferences(handle, preferences);
    }
}
