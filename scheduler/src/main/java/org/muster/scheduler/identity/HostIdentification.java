package org.muster.scheduler.identity;

import java.util.Optional;
import org.muster.scheduler.request.HostFacts;

/**
 * Which row a request's computer is. Decided in two steps so that the second lookup is only made when needed:
 * {@link #byId} from the row with the presented id, then {@link #bySimilarity} from rows that look the same. Pure; the
 * table is in the module's README. Source: host identification of the BOINC scheduler RPC.
 */
public final class HostIdentification {

    private HostIdentification() {}

    /** What is known after the first step. */
    public sealed interface Step {

        /**
         * The row was found.
         *
         * @param host it
         * @param announce true when the client must be told its new id
         */
        record Known(HostRow host, boolean announce) implements Step {}

        /**
         * The row must be looked for among the account's computers.
         *
         * @param byIdentifier whether one with the same client identifier counts as the same
         */
        record Search(boolean byIdentifier) implements Step {}
    }

    /** What is known after the second step. */
    public sealed interface Choice {

        /**
         * The computer has a row already.
         *
         * @param host it
         * @param abandoned true when the tasks it had are lost, because its client has started afresh
         */
        record Reuse(HostRow host, boolean abandoned) implements Choice {}

        /** The computer is new. */
        record Create() implements Choice {}
    }

    /**
     * First step.
     *
     * @param presentedId the id the client sent, 0 for none
     * @param sequenceNumber the number of its request
     * @param accountId the account that was proven
     * @param row the row of that id, or the one it was merged into
     */
    public static Step byId(long presentedId, long sequenceNumber, long accountId, Optional<HostRow> row) {
        if (presentedId == 0 || row.isEmpty() || row.get().merged()) {
            return new Step.Search(true);
        }
        HostRow host = row.get();
        boolean sameAccount = host.userId() == accountId;
        boolean wasMerged = host.id() != presentedId;
        boolean copied = sequenceNumber < host.sequenceNumber() && !wasMerged;
        return sameAccount && !copied ? new Step.Known(host, wasMerged) : new Step.Search(false);
    }

    /**
     * Second step.
     *
     * @param asking what the client says of the computer
     * @param multipleAllowed whether several clients may run on it
     * @param hasTasks whether the client has tasks of ours
     * @param sameIdentifier the account's newest row with the client's identifier, if that counts
     * @param similar the account's newest row with the same name, address, system, processor and memory
     */
    public static Choice bySimilarity(
            HostFacts asking,
            boolean multipleAllowed,
            boolean hasTasks,
            Optional<HostRow> sameIdentifier,
            Optional<HostRow> similar) {
        boolean abandoned = !multipleAllowed && !hasTasks;
        if (sameIdentifier.isPresent()
                && sameMachine(asking, sameIdentifier.get().facts())) {
            return new Choice.Reuse(sameIdentifier.get(), abandoned);
        }
        if (similar.isPresent() && !multipleAllowed) {
            return new Choice.Reuse(similar.get(), abandoned);
        }
        return new Choice.Create();
    }

    private static boolean sameMachine(HostFacts asking, HostFacts stored) {
        return asking.processor().count() == stored.processor().count()
                && asking.processor().vendor().equals(stored.processor().vendor())
                && asking.processor().model().equals(stored.processor().model())
                && asking.name().osName().equals(stored.name().osName());
    }
}
