package org.muster.scheduler.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.request.WaitingRequest;

/**
 * Finds the accounts and the computers of requests that are handled together, and makes the rows of computers that are
 * new. Nobody's identity may depend on what another request of the batch does: of two requests of one computer the later
 * one is put off, and so is one that must be searched for when another of its account goes before it. What comes after it
 * of the same account is put off too, so that an account's requests keep their order. One instance serves one batch.
 */
public final class WhoAsks {

    private final Handle handle;
    private final long now;
    private final Map<WaitingRequest, Sender> senders = new LinkedHashMap<>();
    private final Map<Presenter, HostIdentification.Step.Known> presented = new LinkedHashMap<>();
    private final Map<Presenter, HostIdentification.Step.Search> searches = new LinkedHashMap<>();
    private final Set<Long> accounts = new HashSet<>();
    private final Set<Long> computers = new HashSet<>();
    /** Of which a search has to wait, and so does all that comes after it. */
    private final Set<Long> accountsThatWait = new HashSet<>();
    /** Of which a computer has to wait, and so does all that comes after it. */
    private final Set<Long> accountsThatWaitForComputers = new HashSet<>();

    private WhoAsks(Handle handle, long now) {
        this.handle = handle;
        this.now = now;
    }

    /** Who sent a request. */
    public sealed interface Sender {

        /** A computer of an account. */
        record Known(Asker asker) implements Sender {}

        /** Nobody: the account key is no good. */
        record Unknown() implements Sender {}

        /** A client that has sent a later request meanwhile, which was answered. */
        record Overtaken() implements Sender {}

        /** Somebody who can only be told when another request of the batch has been answered. */
        record PutOff() implements Sender {}
    }

    /**
     * Identifies the senders of requests.
     *
     * @param requests those that came first first
     * @param now Unix seconds
     * @return a sender for each; the first is never put off
     */
    public static Map<WaitingRequest, Sender> identify(Handle handle, List<WaitingRequest> requests, long now) {
        return new WhoAsks(handle, now).identify(requests);
    }

    private Map<WaitingRequest, Sender> identify(List<WaitingRequest> requests) {
        Map<String, AccountRows.Proven> proven = AccountRows.byAuthenticators(
                handle,
                requests.stream()
                        .map(request -> request.request().credentials().authenticator())
                        .toList());
        Map<Long, HostRow> rows = HostRows.byIds(
                handle,
                requests.stream()
                        .filter(request -> proven.containsKey(
                                request.request().credentials().authenticator()))
                        .map(request -> request.request().credentials().hostId())
                        .filter(id -> id != 0)
                        .collect(Collectors.toSet()));
        for (WaitingRequest request : requests) {
            AccountRows.Proven account =
                    proven.get(request.request().credentials().authenticator());
            if (account == null) {
                senders.put(request, new Sender.Unknown());
            } else {
                senders.put(request, new Sender.PutOff());
                first(new Presenter(request, account), rows);
            }
        }
        search();
        presented.forEach((presenter, known) ->
                found(presenter, known.host(), known.announce() ? Arrival.FOUND_AGAIN : Arrival.KNOWN));
        return senders;
    }

    /** By the id that was presented. A search has the account's first request, so it goes before those with an id. */
    private void first(Presenter presenter, Map<Long, HostRow> rows) {
        long account = presenter.account().id();
        boolean firstOfAccount = accounts.add(account);
        if (accountsThatWait.contains(account)) {
            return;
        }
        switch (presenter.byId(rows)) {
            case HostIdentification.Step.Known known -> presented.put(presenter, known);
            case HostIdentification.Step.Overtaken ignored -> senders.put(presenter.request(), new Sender.Overtaken());
            case HostIdentification.Step.Search search -> {
                if (firstOfAccount) {
                    searches.put(presenter, search);
                } else {
                    accountsThatWait.add(account);
                }
            }
        }
    }

    private void found(Presenter presenter, HostRow host, Arrival arrival) {
        long account = presenter.account().id();
        if (!accountsThatWaitForComputers.contains(account) && computers.add(host.id())) {
            senders.put(presenter.request(), new Sender.Known(presenter.asker(host, arrival)));
        } else {
            accountsThatWaitForComputers.add(account);
        }
    }

    /** Looks once more while the accounts are locked before it makes rows: another scheduler may just have made one. */
    private void search() {
        List<Presenter> missing = searched(List.copyOf(searches.keySet()));
        if (missing.isEmpty()) {
            return;
        }
        AccountRows.lock(
                handle,
                missing.stream()
                        .map(presenter -> presenter.account().id())
                        .collect(Collectors.toCollection(TreeSet::new)));
        Map<Long, Presenter> sure = new HashMap<>();
        searched(missing).forEach(presenter -> sure.put(presenter.account().id(), presenter));
        NewHosts.create(handle, sure, now).forEach((account, host) -> found(sure.get(account), host, Arrival.CREATED));
    }

    /** Searches, and returns those that have no row. */
    private List<Presenter> searched(List<Presenter> presenters) {
        Map<Long, HostRow> byIdentifier = HostSearch.byIdentifiers(
                handle,
                Presenter.byAccount(
                        presenters.stream()
                                .filter(presenter -> searches.get(presenter).byIdentifier())
                                .toList(),
                        presenter -> presenter.facts().name().crossProjectId()));
        Map<Long, HostRow> similar = HostSearch.bySimilarity(
                handle,
                Presenter.byAccount(
                        presenters.stream()
                                .filter(presenter -> !presenter.multipleAllowed())
                                .toList(),
                        Presenter::facts));
        return presenters.stream()
                .filter(presenter -> {
                    long account = presenter.account().id();
                    return !reused(
                            presenter,
                            presenter.bySimilarity(
                                    Optional.ofNullable(byIdentifier.get(account)),
                                    Optional.ofNullable(similar.get(account))));
                })
                .toList();
    }

    private boolean reused(Presenter presenter, HostIdentification.Choice choice) {
        return switch (choice) {
            case HostIdentification.Choice.Reuse reuse -> {
                found(presenter, reuse.host(), reuse.abandoned() ? Arrival.STARTED_AFRESH : Arrival.FOUND_AGAIN);
                yield true;
            }
            case HostIdentification.Choice.Create ignored -> false;
        };
    }
}
