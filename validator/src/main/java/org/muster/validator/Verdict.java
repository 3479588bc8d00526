package org.muster.validator;

import org.muster.common.model.Outcome;
import org.muster.common.model.ValidateState;

/** What is said of one successful result. */
enum Verdict {
    /** Agrees with the canonical result, or is it: credit. */
    VALID(Outcome.SUCCESS, ValidateState.VALID),
    /** Does not agree with it. */
    INVALID(Outcome.SUCCESS, ValidateState.INVALID),
    /** Has no usable output. */
    UNUSABLE(Outcome.VALIDATE_ERROR, ValidateState.INVALID),
    /** Compared, and no quorum agrees yet; takes part again when there are more. */
    INCONCLUSIVE(Outcome.SUCCESS, ValidateState.INCONCLUSIVE),
    /** Came when there was nothing left to compare it with. */
    TOO_LATE(Outcome.SUCCESS, ValidateState.TOO_LATE),
    /** Not looked at yet, so that the transitioner asks for it again. */
    POSTPONED(Outcome.SUCCESS, ValidateState.INIT);

    private final Outcome outcome;
    private final ValidateState validate;

    Verdict(Outcome outcome, ValidateState validate) {
        this.outcome = outcome;
        this.validate = validate;
    }

    Outcome outcome() {
        return outcome;
    }

    ValidateState validate() {
        return validate;
    }

    /** True when the host's record suffers. */
    boolean isAgainstHost() {
        return validate == ValidateState.INVALID;
    }
}
