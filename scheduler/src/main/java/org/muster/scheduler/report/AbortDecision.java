package org.muster.scheduler.report;

import java.util.Optional;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.WorkunitError;

/**
 * Whether a task that a client still has should go on. Pure; the table is in the module's README. Source: result aborts
 * of the BOINC scheduler RPC, except that a task of another computer of the same account goes on: its report will be
 * taken.
 */
public enum AbortDecision {
    /** It goes on. */
    KEEP,
    /** There is no such task for this account. */
    ABORT_UNKNOWN,
    /** Its workunit was cancelled. */
    ABORT_CANCELLED,
    /** Its workunit is finished: only worth going on if it has begun. */
    ABORT_UNSTARTED_FINISHED,
    /** Its deadline is past and another copy was made: only worth going on if it has begun. */
    ABORT_UNSTARTED_LATE;

    /**
     * Decides.
     *
     * @param row the task's row, if there is one
     * @param hostId the computer that has it
     * @param userId its account
     */
    public static AbortDecision of(Optional<TaskRow> row, long hostId, long userId) {
        if (row.isEmpty()) {
            return ABORT_UNKNOWN;
        }
        TaskRow task = row.get();
        if (task.holder().equals(TaskRow.Holder.UNREADABLE)) {
            return KEEP;
        }
        if (task.holder().hostId() != hostId && task.holder().userId() != userId) {
            return ABORT_UNKNOWN;
        }
        if (WorkunitError.in(task.workunit().errorMask()).contains(WorkunitError.CANCELLED)) {
            return ABORT_CANCELLED;
        }
        if (task.workunit().assimilated()) {
            return ABORT_UNSTARTED_FINISHED;
        }
        boolean late = task.state() == ServerState.OVER && task.outcome() == Outcome.NO_REPLY;
        return late ? ABORT_UNSTARTED_LATE : KEEP;
    }

    /** Whether the client must stop it whether it has begun or not. */
    public boolean always() {
        return this == ABORT_UNKNOWN || this == ABORT_CANCELLED;
    }

    /** Whether the client must stop it if it has not begun. */
    public boolean ifNotStarted() {
        return this == ABORT_UNSTARTED_FINISHED || this == ABORT_UNSTARTED_LATE;
    }
}
