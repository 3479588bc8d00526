package org.muster.validator;

import org.muster.common.credit.Run;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * What the validator reads of a row of {@code result}.
 *
 * @param id the row's id
 * @param workunitId its workunit
 * @param server where it is in its life
 * @param outcome how it ended
 * @param validate what was said of it before
 * @param reportDeadline Unix seconds; it is late after this one
 * @param userId the account it was sent to
 * @param appVersionId the version it was computed with; negative for a volunteer's own application
 * @param run what credit depends on
 */
record ResultRow(
        long id,
        long workunitId,
        ServerState server,
        Outcome outcome,
        ValidateState validate,
        long reportDeadline,
        long userId,
        long appVersionId,
        Run run) {

    /** What a decision stands on: while this is the same, so is the decision. */
    record Standing(long id, ServerState server, Outcome outcome, ValidateState validate, long reportDeadline) {}

    Standing standing() {
        return new Standing(id, server, outcome, validate, reportDeadline);
    }

    /** Nobody has it yet. */
    boolean isUnsent() {
        return server == ServerState.UNSENT || server == ServerState.INACTIVE;
    }

    boolean isSuccess() {
        return server == ServerState.OVER && outcome == Outcome.SUCCESS;
    }

    /** May become the canonical result or make it so. */
    boolean isViable() {
        return isSuccess() && validate != ValidateState.INVALID;
    }

    /** Has no verdict yet. */
    boolean isOpen() {
        return isSuccess() && (validate == ValidateState.INIT || validate == ValidateState.INCONCLUSIVE);
    }
}
