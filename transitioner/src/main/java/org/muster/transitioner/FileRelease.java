package org.muster.transitioner;

import java.util.List;
import java.util.OptionalLong;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.ValidateState;

/**
 * Which files of a workunit may be deleted: rule (g). Nothing before the assimilator has taken the workunit and the
 * delay has passed. Then the output of every result whose verdict stands; the input files, and the canonical result's
 * output with which stragglers are compared, only once no more report can need them.
 *
 * @param inputs true to release the input files now
 * @param outputs true to release outputs now
 * @param canonical the result whose output must stay all the same, 0 for none
 * @param deferredUntil Unix seconds at which to decide again
 */
record FileRelease(boolean inputs, boolean outputs, long canonical, OptionalLong deferredUntil) {

    static FileRelease decide(WorkunitState workunit, List<ResultState> results, long delay, long now) {
        if (workunit.assimilate() != AssimilateState.DONE) {
            return new FileRelease(false, false, 0, OptionalLong.empty());
        }
        long lastReport = results.stream()
                .filter(ResultState::isOver)
                .mapToLong(ResultState::receivedTime)
                .max()
                .orElse(0);
        if (now < lastReport + delay) {
            return new FileRelease(false, false, 0, OptionalLong.of(lastReport + delay));
        }
        boolean settled = results.stream()
                .allMatch(result -> result.isOver() && !result.isUnchecked() && !result.mayStillReply(now));
        return new FileRelease(
                settled && workunit.inputDelete() == FileDeleteState.INIT,
                true,
                settled ? 0 : workunit.canonicalResultId(),
                OptionalLong.empty());
    }

    ResultState apply(ResultState result) {
        boolean wanted = outputs
                && result.isOver()
                && result.outputDelete() == FileDeleteState.INIT
                && (canonical == 0 || result.id() != canonical);
        return wanted && hasStandingVerdict(result) ? result.outputReleased() : result;
    }

    /** A result that never reported may still do so, late; its files are then seen to when it has a verdict. */
    private static boolean hasStandingVerdict(ResultState result) {
        return switch (result.outcome()) {
            case CLIENT_ERROR, VALIDATE_ERROR -> true;
            case SUCCESS -> result.validate() != ValidateState.INIT;
            case INIT, COULDNT_SEND, NO_REPLY, DIDNT_NEED, CLIENT_DETACHED -> false;
        };
    }
}
