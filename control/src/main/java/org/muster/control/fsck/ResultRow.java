package org.muster.control.fsck;

import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * What is decided on, of one result.
 *
 * @param id the row's id
 * @param name its name
 * @param server where it is in its life
 * @param outcome how it ended
 * @param validate what the validator said
 * @param outputDelete whether its output files may be deleted
 */
record ResultRow(
        long id,
        String name,
        ServerState server,
        Outcome outcome,
        ValidateState validate,
        FileDeleteState outputDelete) {

    boolean isUnsent() {
        return server == ServerState.UNSENT || server == ServerState.INACTIVE;
    }

    boolean isSuccess() {
        return server == ServerState.OVER && outcome == Outcome.SUCCESS;
    }

    /** Successful and to be compared with others. */
    boolean lacksVerdict() {
        return isSuccess() && (validate == ValidateState.INIT || validate == ValidateState.INCONCLUSIVE);
    }

    boolean isValid() {
        return isSuccess() && validate == ValidateState.VALID;
    }
}
