package org.muster.dbpurge;

import java.util.List;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;

/**
 * Whether anybody still needs the rows of a workunit.
 *
 * <p>BOINC's purge looks at the workunit alone. A result that comes in after the workunit's inputs were deleted has
 * files of its own, though, and whoever removes its row would leave them behind for ever; so the results are looked at
 * too.
 */
final class PurgeDecision {

    private PurgeDecision() {}

    /** What the decision looks at in a workunit's row. */
    record Workunit(long id, FileDeleteState files, AssimilateState assimilation, long transitionTime) {}

    /** What the decision looks at in a result's row. */
    record Result(long workunitId, ServerState state, Outcome outcome, FileDeleteState files) {}

    /** The answer. */
    enum Verdict {
        /** Nobody needs the rows. */
        PURGE,
        /** The input files are not deleted. */
        INPUT_FILES_LEFT,
        /** The canonical result, or the failure, is not assimilated. */
        NOT_ASSIMILATED,
        /** The transitioner has been told to look at it and has not yet. */
        TRANSITION_DUE,
        /** A host may still report a result. */
        RESULT_NOT_OVER,
        /** A result has output files that are not deleted. */
        OUTPUT_FILES_LEFT
    }

    /**
     * Decides.
     *
     * @param results all results of the workunit, in any order
     * @param now Unix seconds
     */
    static Verdict decide(Workunit workunit, List<Result> results, long now) {
        if (workunit.files() != FileDeleteState.DONE) {
            return Verdict.INPUT_FILES_LEFT;
        }
        if (workunit.assimilation() != AssimilateState.DONE) {
            return Verdict.NOT_ASSIMILATED;
        }
        if (workunit.transitionTime() <= now) {
            return Verdict.TRANSITION_DUE;
        }
        if (results.stream().anyMatch(result -> result.state() != ServerState.OVER)) {
            return Verdict.RESULT_NOT_OVER;
        }
        return results.stream().anyMatch(PurgeDecision::hasFiles) ? Verdict.OUTPUT_FILES_LEFT : Verdict.PURGE;
    }

    private static boolean hasFiles(Result result) {
        return switch (result.files()) {
            case READY, ERROR -> true;
            case DONE -> false;
            case INIT -> willBeDeleted(result.outcome());
        };
    }

    /** Whether the transitioner releases the output files of results with this outcome; others never are. */
    private static boolean willBeDeleted(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS, CLIENT_ERROR -> true;
            case INIT, COULDNT_SEND, NO_REPLY, DIDNT_NEED, VALIDATE_ERROR, CLIENT_DETACHED -> false;
        };
    }
}
