package org.muster.transitioner;

import java.util.List;
import java.util.function.Predicate;
import org.muster.common.model.Outcome;
import org.muster.common.model.ValidateState;

/**
 * How many results of a workunit are in which condition.
 *
 * @param total all of them
 * @param unsent waiting to be sent
 * @param inProgress with a host
 * @param success reported as a success and not found invalid
 * @param unchecked those successes that the validator has not looked at
 * @param error failed
 * @param lost never came back
 * @param couldntSend given up by the scheduler
 * @param over not waiting and not with a host
 */
record Tally(
        int total,
        int unsent,
        int inProgress,
        int success,
        int unchecked,
        int error,
        int lost,
        int couldntSend,
        int over) {

    static Tally of(List<ResultState> results) {
        return new Tally(
                results.size(),
                count(results, ResultState::isUnsent),
                count(results, ResultState::isInProgress),
                count(results, result -> result.isSuccess() && result.validate() != ValidateState.INVALID),
                count(results, ResultState::isUnchecked),
                count(results, ResultState::isError),
                count(results, ResultState::isLost),
                count(results, result -> result.isOver() && result.outcome() == Outcome.COULDNT_SEND),
                count(results, ResultState::isOver));
    }

    /** Results that are or may become successes. */
    int live() {
        return unsent + inProgress + success;
    }

    /** Results to be made to reach the target again. */
    int missing(WorkunitState.Limits limits) {
        return Math.max(0, limits.target() - live());
    }

    /** Results that may be made; negative when there are too many. */
    int allowed(WorkunitState.Limits limits) {
        return limits.maxTotal() - total;
    }

    private static int count(List<ResultState> results, Predicate<ResultState> condition) {
        return (int) results.stream().filter(condition).count();
    }
}
