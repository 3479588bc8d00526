package org.muster.scheduler.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.SchedulerRequest;
import org.muster.scheduler.request.WaitingRequest;

/** Somebody whose account is proven and whose computer is to be found. Decides nothing but what the rules say. */
final class Presenter {

    private final WaitingRequest request;
    private final AccountRows.Proven proven;
    private final HostFacts facts;

    Presenter(WaitingRequest request, AccountRows.Proven proven) {
        this.request = request;
        this.proven = proven;
        String identifier = said().host().name().crossProjectId();
        this.facts = said().host().identifiedBy(proven.account().hostCrossProjectId(identifier));
    }

    WaitingRequest request() {
        return request;
    }

    Account account() {
        return proven.account();
    }

    /** What the client says of the computer, in the stored form. */
    HostFacts facts() {
        return facts;
    }

    /** Whether several clients may run on the computer. */
    boolean multipleAllowed() {
        return said().client().multipleAllowed();
    }

    private SchedulerRequest said() {
        return request.request();
    }

    /** First step of the identification. */
    HostIdentification.Step byId(Map<Long, HostRow> rows) {
        long id = said().credentials().hostId();
        HostIdentification.Presented presented =
                new HostIdentification.Presented(id, said().credentials().sequenceNumber(), request.arrived());
        return HostIdentification.byId(presented, account().id(), facts, Optional.ofNullable(rows.get(id)));
    }

    /** Second step. */
    HostIdentification.Choice bySimilarity(Optional<HostRow> sameIdentifier, Optional<HostRow> similar) {
        boolean hasTasks = !said().tasks().others().isEmpty();
        return HostIdentification.bySimilarity(facts, multipleAllowed(), hasTasks, sameIdentifier, similar);
    }

    /** Who it is. A client that hides its identifier keeps the one that its row has. */
    Asker asker(HostRow host, Arrival arrival) {
        boolean hidden = facts.name().crossProjectId().isEmpty();
        HostFacts kept = hidden ? facts.identifiedBy(host.facts().name().crossProjectId()) : facts;
        return new Asker(account(), proven.proof() == Account.Proof.STRONG, host, kept, arrival);
    }

    /** Something of each, by account; there is one of each account. */
    static <T> SortedMap<Long, T> byAccount(List<Presenter> presenters, Function<Presenter, T> what) {
        SortedMap<Long, T> byAccount = new TreeMap<>();
        presenters.forEach(presenter -> byAccount.put(presenter.account().id(), what.apply(presenter)));
        return byAccount;
    }
}
