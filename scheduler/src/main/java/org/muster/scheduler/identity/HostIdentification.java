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

        /** Its client has asked again meanwhile and was answered, so nobody waits for this answer. */
        record Overtaken() implements Step {}
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
     * What a client presents.
     *
     * @param id the id it was given, 0 for none
     * @param number the number of its request
     * @param arrived Unix seconds at which the request was here
     */
    public record Presented(long id, long number, long arrived) {}

    /**
     * First step.
     *
     * @param accountId the account that was proven
     * @param asking what the client says of the computer
     * @param row the row of that id, or the one it was merged into
     */
    public static Step byId(Presented presented, long accountId, HostFacts asking, Optional<HostRow> row) {
        if (presented.id() == 0 || row.isEmpty() || row.get().merged()) {
            return new Step.Search(true);
        }
        HostRow host = row.get();
        if (host.userId() != accountId) {
            return new Step.Search(true);
        }
        if (host.id() != presented.id()) {
            return new Step.Known(host, true);
        }
        if (presented.number() < host.sequenceNumber()) {
            return host.lastRequest() >= presented.arrived() ? new Step.Overtaken() : new Step.Search(false);
        }
        boolean twice = presented.number() == host.sequenceNumber();
        return twice && !sameComputer(asking, host.facts()) ? new Step.Search(false) : new Step.Known(host, false);
    }

    /**
     * Second step.
     *
     * @param asking what the client says of the computer, in the form the row holds
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
        if (sameIdentifier.isPresent()
                && sameMachine(asking, sameIdentifier.get().facts())) {
            return new Choice.Reuse(sameIdentifier.get(), false);
        }
        if (similar.isPresent() && !multipleAllowed) {
            boolean otherClient = !asking.name()
                    .crossProjectId()
                    .equals(similar.get().facts().name().crossProjectId());
            return new Choice.Reuse(similar.get(), otherClient && !hasTasks);
        }
        return new Choice.Create();
    }

    private static boolean sameMachine(HostFacts asking, HostFacts stored) {
        return asking.processor().count() == stored.processor().count()
                && asking.processor().vendor().equals(stored.processor().vendor())
                && asking.processor().model().equals(stored.processor().model())
                && asking.name().osName().equals(stored.name().osName());
    }

    /** A computer that sends one number twice must be the same machine in the same place, as far as that is known. */
    private static boolean sameComputer(HostFacts asking, HostFacts stored) {
        if (stored.processor().model().isEmpty()) {
            return true;
        }
        boolean samePlace = asking.name().domainName().equals(stored.name().domainName())
                || asking.name().address().equals(stored.name().address());
        return samePlace && sameMachine(asking, stored);
    }
}
