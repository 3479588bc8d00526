package org.muster.common.model;

import java.util.EnumSet;
import java.util.Set;

/** Why a workunit was given up: the bits of workunit.error_mask. */
public enum WorkunitError implements Coded {
    /** No host could be found for one of its results. */
    COULDNT_SEND_RESULT(1),
    /** More results failed than max_error_results. */
    TOO_MANY_ERROR_RESULTS(2),
    /** More results succeeded without agreeing than max_success_results. */
    TOO_MANY_SUCCESS_RESULTS(4),
    /** max_total_results were made and more would be needed. */
    TOO_MANY_TOTAL_RESULTS(8),
    /** An operator or submitter cancelled it. */
    CANCELLED(16),
    /** It was to be assimilated and had neither a canonical result nor an error. */
    NO_CANONICAL_RESULT(32);

    private final int bit;

    WorkunitError(int bit) {
        this.bit = bit;
    }

    /** The bit in error_mask. */
    @Override
    public int code() {
        return bit;
    }

    /** The errors whose bits are set in a mask; unknown bits are ignored. */
    public static Set<WorkunitError> in(int mask) {
        Set<WorkunitError> errors = EnumSet.noneOf(WorkunitError.class);
        for (WorkunitError error : values()) {
            if ((mask & error.bit) != 0) {
                errors.add(error);
            }
        }
        return errors;
    }
}
