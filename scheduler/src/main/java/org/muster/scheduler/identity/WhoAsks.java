package org.muster.scheduler.identity;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.request.SchedulerRequest;

/** Finds the account and the computer of a request, and makes the computer's row when it is new. */
public final class WhoAsks {

    private final Handle handle;
    private final SchedulerRequest request;
    private final AccountRows.Proven proven;
    private final HostFacts facts;
    private final long now;
    private final long arrived;

    private WhoAsks(Handle handle, SchedulerRequest request, AccountRows.Proven proven, long now, long arrived) {
        this.handle = handle;
        this.request = request;
        this.proven = proven;
        this.now = now;
        this.arrived = arrived;
        String identifier = request.host().name().crossProjectId();
        this.facts = request.host().identifiedBy(proven.account().hostCrossProjectId(identifier));
    }

    /** Who sent a request. */
    public sealed interface Sender {

        /** A computer of an account. */
        record Known(Asker asker) implements Sender {}

        /** Nobody: the account key is no good. */
        record Unknown() implements Sender {}

        /** A client that has sent a later request meanwhile, which was answered. */
        record Overtaken() implements Sender {}
    }

    /**
     * Identifies a request's sender.
     *
     * @param now Unix seconds
     * @param arrived Unix seconds at which the request was here
     */
    public static Sender identify(Handle handle, SchedulerRequest request, long now, long arrived) {
        return AccountRows.byAuthenticator(handle, request.credentials().authenticator())
                .map(proven -> new WhoAsks(handle, request, proven, now, arrived).sender())
                .orElseGet(Sender.Unknown::new);
    }

    private Sender sender() {
        long id = request.credentials().hostId();
        Optional<HostRow> row = id == 0 ? Optional.empty() : HostRows.byId(handle, id);
        HostIdentification.Presented presented =
                new HostIdentification.Presented(id, request.credentials().sequenceNumber(), arrived);
        return switch (HostIdentification.byId(presented, proven.account().id(), facts, row)) {
            case HostIdentification.Step.Known known ->
                asker(known.host(), known.announce() ? Arrival.FOUND_AGAIN : Arrival.KNOWN);
            case HostIdentification.Step.Search search -> searched(search.byIdentifier());
            case HostIdentification.Step.Overtaken ignored -> new Sender.Overtaken();
        };
    }

    /** Looks once more while the account is locked before it makes a row: another scheduler may just have made it. */
    private Sender searched(boolean byIdentifier) {
        return switch (choice(byIdentifier)) {
            case HostIdentification.Choice.Reuse reuse -> again(reuse);
            case HostIdentification.Choice.Create ignored -> {
                AccountRows.lock(handle, proven.account().id());
                yield switch (choice(byIdentifier)) {
                    case HostIdentification.Choice.Reuse reuse -> again(reuse);
                    case HostIdentification.Choice.Create sure -> asker(created(), Arrival.CREATED);
                };
            }
        };
    }

    private HostIdentification.Choice choice(boolean byIdentifier) {
        long account = proven.account().id();
        boolean multiple = request.client().multipleAllowed();
        Optional<HostRow> sameIdentifier = byIdentifier
                ? HostRows.byIdentifier(handle, account, facts.name().crossProjectId())
                : Optional.empty();
        Optional<HostRow> similar = multiple ? Optional.empty() : HostRows.bySimilarity(handle, account, facts);
        boolean hasTasks = !request.tasks().others().isEmpty();
        return HostIdentification.bySimilarity(facts, multiple, hasTasks, sameIdentifier, similar);
    }

    private Sender again(HostIdentification.Choice.Reuse reuse) {
        return asker(reuse.host(), reuse.abandoned() ? Arrival.STARTED_AFRESH : Arrival.FOUND_AGAIN);
    }

    private HostRow created() {
        Account account = proven.account();
        long id = HostRows.insert(handle, account, facts, now);
        HostRow.Standing standing =
                new HostRow.Standing(0, 0, account.preferences().venue(), now);
        return new HostRow(id, account.id(), 0, now, 0, 0, standing, facts);
    }

    private Sender asker(HostRow host, Arrival arrival) {
        boolean hidden = facts.name().crossProjectId().isEmpty();
        HostFacts kept = hidden ? facts.identifiedBy(host.facts().name().crossProjectId()) : facts;
        boolean strong = proven.proof() == Account.Proof.STRONG;
        return new Sender.Known(new Asker(proven.account(), strong, host, kept, arrival));
    }
}
