package org.muster.web.counts;

import java.util.Locale;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.ServerState;

/**
 * The queues in which work waits. Each is a range of one index, so that counting it touches no row that is not in it.
 */
public enum WorkQueue {
    /** Results that no host has yet. */
    READY_TO_SEND(Split.BY_APP_AND_PRIORITY, "result", "server_state = " + ServerState.UNSENT.code(), "create_time"),
    /** Results at hosts. */
    IN_PROGRESS(Split.BY_APP_AND_PRIORITY, "result", "server_state = " + ServerState.IN_PROGRESS.code(), "sent_time"),
    /** Workunits. */
    TO_VALIDATE(Split.BY_APP, "workunit", "need_validate = 1", WorkQueue.LAST_CHANGE),
    /** Workunits. */
    TO_ASSIMILATE(
            Split.BY_APP, "workunit", "assimilate_state = " + AssimilateState.READY.code(), WorkQueue.LAST_CHANGE),
    /** Workunits whose input files are to be deleted. */
    INPUTS_TO_DELETE(
            Split.NONE, "workunit", "file_delete_state = " + FileDeleteState.READY.code(), WorkQueue.LAST_CHANGE),
    /** Results whose output files are to be deleted. */
    OUTPUTS_TO_DELETE(
            Split.NONE, "result", "file_delete_state = " + FileDeleteState.READY.code(), WorkQueue.LAST_CHANGE),
    /** Workunits whose input files could not be deleted. */
    INPUTS_STUCK(Split.NONE, "workunit", "file_delete_state = " + FileDeleteState.ERROR.code(), WorkQueue.LAST_CHANGE),
    /** Results whose output files could not be deleted. */
    OUTPUTS_STUCK(Split.NONE, "result", "file_delete_state = " + FileDeleteState.ERROR.code(), WorkQueue.LAST_CHANGE),
    /** Workunits that are done with. */
    TO_PURGE(Split.NONE, "workunit", "file_delete_state = " + FileDeleteState.DONE.code(), WorkQueue.LAST_CHANGE),
    /** Workunits that the transitioner should look at now. */
    DUE(Split.NONE, "workunit", "transitioner_flags <> 1", "transition_time");

    /** By what a queue is split into ranges in which one column of the index ascends. */
    enum Split {
        NONE,
        BY_APP,
        BY_APP_AND_PRIORITY
    }

    private static final String LAST_CHANGE = "unix_timestamp(mod_time)";

    private final Split split;
    private final String table;
    private final String condition;
    private final String waitingSince;

    WorkQueue(Split split, String table, String condition, String waitingSince) {
        this.split = split;
        this.table = table;
        this.condition = condition;
        this.waitingSince = waitingSince;
    }

    /** The name in table {@code status_count}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when it is counted for each application by itself. */
    public boolean isSplitByApp() {
        return split != Split.NONE;
    }

    Split split() {
        return split;
    }

    String table() {
        return table;
    }

    String condition() {
        return condition;
    }

    /** The time since when a row waits, Unix seconds, as SQL. */
    String waitingSince() {
        return waitingSince;
    }

    /** The column that ascends within a range. */
    String order() {
        if (this == DUE) {
            return "transition_time";
        }
        return split == Split.BY_APP_AND_PRIORITY ? "workunitid" : "id";
    }

    /** Where the last range ends: what lies in the future is not due. */
    long end(long now) {
        return this == DUE ? now : Long.MAX_VALUE;
    }
}
