package org.muster.transitioner;

import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * What the decision depends on, of one row of {@code result}; the columns are BOINC's.
 *
 * @param id the row's id; 0 for a result that is yet to be inserted
 * @param number its number within the workunit: the end of its name
 * @param server where it is in its life
 * @param outcome how it ended
 * @param validate what the validator said
 * @param outputDelete whether its output files may be deleted
 * @param reportDeadline Unix seconds; it is late after this one
 * @param receivedTime Unix seconds of the report, 0 without one
 * @param exitStatus what the application ended with
 */
record ResultState(
        long id,
        int number,
        ServerState server,
        Outcome outcome,
        ValidateState validate,
        FileDeleteState outputDelete,
        long reportDeadline,
        long receivedTime,
        int exitStatus) {

    /** Exit status of a task that its volunteer aborted; says nothing against the workunit. */
    private static final int ABORTED_BY_VOLUNTEER = 203;

    /** A new result of this number, ready to be sent or held back. */
    static ResultState created(int number, ServerState server) {
        return new ResultState(0, number, server, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, 0, 0, 0);
    }

    ResultState over(Outcome how) {
        return new ResultState(
                id, number, ServerState.OVER, how, validate, outputDelete, reportDeadline, receivedTime, exitStatus);
    }

    ResultState judged(ValidateState verdict) {
        return new ResultState(
                id, number, server, outcome, verdict, outputDelete, reportDeadline, receivedTime, exitStatus);
    }

    ResultState outputReleased() {
        return new ResultState(
                id, number, server, outcome, validate, FileDeleteState.READY, reportDeadline, receivedTime, exitStatus);
    }

    boolean isUnsent() {
        return server == ServerState.UNSENT || server == ServerState.INACTIVE;
    }

    boolean isInProgress() {
        return server == ServerState.IN_PROGRESS;
    }

    boolean isOver() {
        return server == ServerState.OVER;
    }

    boolean isSuccess() {
        return isOver() && outcome == Outcome.SUCCESS;
    }

    /** Successful and not looked at by the validator yet. */
    boolean isUnchecked() {
        return isSuccess() && validate == ValidateState.INIT;
    }

    /** Failed in a way that speaks against the workunit. */
    boolean isError() {
        return isOver()
                && switch (outcome) {
                    case CLIENT_ERROR -> exitStatus != ABORTED_BY_VOLUNTEER;
                    case VALIDATE_ERROR -> true;
                    case INIT, SUCCESS, COULDNT_SEND, NO_REPLY, DIDNT_NEED, CLIENT_DETACHED -> false;
                };
    }

    /** Lost in a way that says nothing about the workunit. */
    boolean isLost() {
        return isOver()
                && switch (outcome) {
                    case NO_REPLY, CLIENT_DETACHED -> true;
                    case CLIENT_ERROR -> exitStatus == ABORTED_BY_VOLUNTEER;
                    case INIT, SUCCESS, COULDNT_SEND, DIDNT_NEED, VALIDATE_ERROR -> false;
                };
    }

    /** Late, though a report may still come in time by the deadline that the host was given. */
    boolean mayStillReply(long now) {
        return isOver() && outcome == Outcome.NO_REPLY && now < reportDeadline;
    }
}
