package org.muster.scheduler.rules;

import java.util.List;
import org.muster.common.model.ServerState;

/**
 * A workunit as it is while it is locked.
 *
 * @param id its id
 * @param errorMask why it was given up, 0 when it was not
 * @param hasCanonical whether its result is found
 * @param targeted whether it is meant for somebody
 * @param due when the transitioner is to look at it, Unix seconds
 * @param commitment what its results have in common
 * @param results all its results
 */
public record WorkunitNow(
        long id,
        int errorMask,
        boolean hasCanonical,
        boolean targeted,
        long due,
        Commitment commitment,
        List<ResultNow> results) {

    /**
     * What a workunit's results have in common. Set when the first is sent.
     *
     * @param homogeneousClass the class of computers, 0 for any yet
     * @param versionId the application version, 0 for any yet; negative for a volunteer's own
     * @param target results wanted
     */
    public record Commitment(int homogeneousClass, long versionId, int target) {

        /** Nothing yet. */
        public static final Commitment NONE = new Commitment(0, 0, 1);
    }

    /** The workunit as it will be when one of its results is given away. */
    public WorkunitNow given(long result, Claimant claimant, Commitment kept) {
        List<ResultNow> after = results.stream()
                .map(one -> one.id() == result
                        ? new ResultNow(result, ServerState.IN_PROGRESS, claimant.user(), claimant.host())
                        : one)
                .toList();
        return new WorkunitNow(id, errorMask, hasCanonical, targeted, due, kept, after);
    }

    /** A result: its id, its state, and who has or had it (0 for nobody). */
    public record ResultNow(long id, ServerState state, long userId, long hostId) {}
}
