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

    private WhoAsks(Handle handle, SchedulerRequest request, AccountRows.Proven proven, long now) {
        this.handle = handle;
        this.request = request;
        this.proven = proven;
        this.now = now;
        String identifier = request.host().name().crossProjectId();
        this.facts = request.host().identifiedBy(proven.account().hostCrossProjectId(identifier));
    }

    /** Identifies a request's sender; empty when its account key is no good. */
    public static Optional<Asker> identify(Handle handle, SchedulerRequest request, long now) {
        return AccountRows.byAuthenticator(handle, request.credentials().authenticator())
                .map(proven -> new WhoAsks(handle, request, proven, now).asker());
    }

    private Asker asker() {
        long presented = request.credentials().hostId();
        Optional<HostRow> row = presented == 0 ? Optional.empty() : HostRows.byId(handle, presented);
        return switch (HostIdentification.byId(
                presented,
                request.credentials().sequenceNumber(),
                proven.account().id(),
                row)) {
            case HostIdentification.Step.Known known ->
                asker(known.host(), known.announce() ? Arrival.FOUND_AGAIN : Arrival.KNOWN);
            case HostIdentification.Step.Search search -> searched(search.byIdentifier());
        };
    }

    private Asker searched(boolean byIdentifier) {
        long account = proven.account().id();
        boolean multiple = request.client().multipleAllowed();
        Optional<HostRow> sameIdentifier = byIdentifier
                ? HostRows.byIdentifier(handle, account, facts.name().crossProjectId())
                : Optional.empty();
        Optional<HostRow> similar = multiple ? Optional.empty() : HostRows.bySimilarity(handle, account, facts);
        boolean hasTasks = !request.tasks().others().isEmpty();
        return switch (HostIdentification.bySimilarity(facts, multiple, hasTasks, sameIdentifier, similar)) {
            case HostIdentification.Choice.Reuse reuse ->
                asker(reuse.host(), reuse.abandoned() ? Arrival.STARTED_AFRESH : Arrival.FOUND_AGAIN);
            case HostIdentification.Choice.Create ignored -> asker(created(), Arrival.CREATED);
        };
    }

    private HostRow created() {
        Account account = proven.account();
        long id = HostRows.insert(handle, account, facts, now);
        HostRow.Standing standing =
                new HostRow.Standing(0, 0, account.preferences().venue(), now);
        return new HostRow(id, account.id(), 0, now, 0, 0, standing, facts);
    }

    private Asker asker(HostRow host, Arrival arrival) {
        boolean hidden = facts.name().crossProjectId().isEmpty();
        HostFacts kept = hidden ? facts.identifiedBy(host.facts().name().crossProjectId()) : facts;
        boolean strong = proven.proof() == Account.Proof.STRONG;
        return new Asker(proven.account(), strong, host, kept, arrival);
    }
}
