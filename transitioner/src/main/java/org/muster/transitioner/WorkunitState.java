package org.muster.transitioner;

import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;

/**
 * What the decision depends on, of one row of {@code workunit}; the columns are BOINC's.
 *
 * @param id the row's id
 * @param canonicalResultId the canonical result, 0 while there is none
 * @param limits the columns that never change
 * @param needsValidation whether the validator has been asked to look
 * @param errorMask bits of {@link org.muster.common.model.WorkunitError}; 0 while the workunit is sound
 * @param assimilate how far it is on its way into the science database
 * @param inputDelete whether its input files may be deleted
 * @param platformLock the kind of host that its results are kept to
 * @param transitionTime Unix seconds at which it is to be looked at
 */
record WorkunitState(
        long id,
        long canonicalResultId,
        Limits limits,
        boolean needsValidation,
        int errorMask,
        AssimilateState assimilate,
        FileDeleteState inputDelete,
        PlatformLock platformLock,
        long transitionTime) {

    /**
     * How many results a workunit may have, and for how long one may be out.
     *
     * @param minQuorum successful results that the validator needs
     * @param target results to have on the way or successful until there is a canonical one
     * @param maxError the workunit fails when more results than this failed
     * @param maxTotal results it may have at most
     * @param delayBound seconds from sending a result to its deadline
     * @param newResultsAllowed false for workunits whose one result is made by someone else
     */
    record Limits(int minQuorum, int target, int maxError, int maxTotal, int delayBound, boolean newResultsAllowed) {}

    /**
     * Homogeneous redundancy: results of one workunit kept to hosts that compute alike.
     *
     * @param hrClass class of hosts, 0 for any
     * @param appVersionId application version, 0 for any
     */
    record PlatformLock(int hrClass, long appVersionId) {
        static final PlatformLock NONE = new PlatformLock(0, 0);
    }

    boolean hasCanonical() {
        return canonicalResultId != 0;
    }
}
