package org.muster.validator;

import org.muster.common.model.AssimilateState;

/**
 * What the validator reads of a row of {@code workunit}.
 *
 * @param id the row's id
 * @param name its name
 * @param canonicalResultId the canonical result, 0 while there is none
 * @param canonicalCredit what the canonical result was granted; while there is none, what whoever made the workunit wants
 *     each valid result to be granted, 0 for what they claim
 * @param quorum how many results it takes
 * @param errorMask bits of {@link org.muster.common.model.WorkunitError}
 * @param assimilate how far it is on its way into the science database
 * @param fpopsEstimate FLOPs expected
 * @param fpopsBound FLOPs above which no claim is believed
 */
record WorkunitRow(
        long id,
        String name,
        long canonicalResultId,
        double canonicalCredit,
        ValidationDecision.Quorum quorum,
        int errorMask,
        AssimilateState assimilate,
        double fpopsEstimate,
        double fpopsBound) {

    /** Whether what results claim does not count. */
    boolean isCreditKnown() {
        return canonicalCredit > 0;
    }

    boolean hasCanonical() {
        return canonicalResultId != 0;
    }
}
