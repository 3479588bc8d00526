package org.muster.transitioner;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.TransitionTime;
import org.muster.common.model.ValidateState;
import org.muster.common.model.WorkunitError;

/**
 * What is to happen to a workunit that is due, decided from nothing but its row, its results' rows, the operator's
 * policy and the time. The letters in this class are those of the table in this module's README.
 *
 * @param workunit the workunit as it shall be
 * @param results its results as they shall be, in the order in which they were given
 * @param created results to be made
 * @param priorityBoost to be added to the workunit's priority in the created results
 */
record TransitionDecision(
        WorkunitState workunit, List<ResultState> results, List<ResultState> created, int priorityBoost) {

    /** The least time between two looks at a workunit for which nothing else is set, in seconds. */
    private static final long SAFETY_NET = 10 * 86_400;

    /** The least time between two looks at a workunit that has an unsent result, in seconds. */
    private static final long SHORTEST_WAIT = 3600;

    /**
     * Decides.
     *
     * @param before all results of the workunit
     * @param sizeClass −1, or the class in which new results wait for a size regulator
     * @param now Unix seconds
     */
    static TransitionDecision decide(
            WorkunitState workunit, List<ResultState> before, int sizeClass, Policy policy, long now) {
        boolean canonicalGone = before.stream()
                .anyMatch(result ->
                        result.id() == workunit.canonicalResultId() && result.outputDelete() == FileDeleteState.DONE);
        List<ResultState> scanned =
                before.stream().map(result -> scan(result, canonicalGone, now)).toList(); // (a)
        Tally tally = Tally.of(scanned);
        boolean toValidate = workunit.needsValidation()
                || (tally.unchecked() > 0
                        && tally.success() >= workunit.limits().minQuorum()); // (b)
        int errors = isOpen(workunit) ? newErrors(workunit.limits(), tally, toValidate) : workunit.errorMask(); // (c)
        boolean failed = errors != 0;
        List<ResultState> kept =
                failed ? scanned.stream().map(TransitionDecision::abandoned).toList() : scanned; // (d)
        boolean wantsNew = !failed && isOpen(workunit) && workunit.limits().newResultsAllowed();
        List<ResultState> created = wantsNew ? created(workunit, scanned, tally, sizeClass) : List.of(); // (e)
        int boost = created.isEmpty() ? 0 : boost(tally, policy);

        List<ResultState> all = Stream.concat(kept.stream(), created.stream()).toList();
        AssimilateState assimilate = assimilate(workunit, all, failed); // (d), (f)
        FileRelease release = FileRelease.decide(workunit, all, policy.deleteDelay(), now); // (g)
        List<ResultState> after =
                kept.stream().map(result -> release.apply(result)).toList();
        return new TransitionDecision(
                new WorkunitState(
                        workunit.id(),
                        workunit.canonicalResultId(),
                        workunit.limits(),
                        toValidate && !failed,
                        errors,
                        assimilate,
                        release.inputs() ? FileDeleteState.READY : workunit.inputDelete(),
                        platformLock(workunit, tally, policy),
                        next(workunit, failed, all, release, now)), // (h)
                after,
                created,
                boost);
    }

    /** Neither failed nor decided by a canonical result; only then can it fail or need more results. */
    private static boolean isOpen(WorkunitState workunit) {
        return workunit.errorMask() == 0 && !workunit.hasCanonical();
    }

    private static ResultState scan(ResultState result, boolean canonicalGone, long now) {
        if (result.isInProgress() && result.reportDeadline() < now) {
            return result.over(Outcome.NO_REPLY);
        }
        return canonicalGone && result.isUnchecked() ? result.judged(ValidateState.TOO_LATE) : result;
    }

    private static int newErrors(WorkunitState.Limits limits, Tally tally, boolean toValidate) {
        return bit(tally.couldntSend() > 0, WorkunitError.COULDNT_SEND_RESULT)
                | bit(tally.error() > limits.maxError(), WorkunitError.TOO_MANY_ERROR_RESULTS)
                | bit(hasTooMany(limits, tally, toValidate), WorkunitError.TOO_MANY_TOTAL_RESULTS);
    }

    /**
     * Whether the limit of results stands between the workunit and its end: there are more than allowed, or the quorum
     * cannot be reached with those that may still be made, or none may be made although some are wanted and nothing is
     * on the way that could make them unnecessary.
     */
    private static boolean hasTooMany(WorkunitState.Limits limits, Tally tally, boolean toValidate) {
        int allowed = tally.allowed(limits);
        boolean hopeless = tally.live() + Math.max(0, allowed) < limits.minQuorum();
        boolean pending = toValidate || tally.unsent() + tally.inProgress() > 0;
        return allowed < 0 || hopeless || (allowed == 0 && tally.missing(limits) > 0 && !pending);
    }

    private static int bit(boolean set, WorkunitError error) {
        return set ? error.code() : 0;
    }

    private static ResultState abandoned(ResultState result) {
        if (result.isUnsent()) {
            return result.over(Outcome.DIDNT_NEED);
        }
        boolean open = result.isUnchecked() || (result.isSuccess() && result.validate() == ValidateState.INCONCLUSIVE);
        return open ? result.judged(ValidateState.NO_CHECK) : result;
    }

    private static List<ResultState> created(
            WorkunitState workunit, List<ResultState> results, Tally tally, int sizeClass) {
        int count = Math.min(tally.missing(workunit.limits()), tally.allowed(workunit.limits()));
        int first = 1 + results.stream().mapToInt(ResultState::number).max().orElse(-1);
        ServerState server = sizeClass < 0 ? ServerState.UNSENT : ServerState.INACTIVE;
        return IntStream.range(0, Math.max(0, count))
                .mapToObj(i -> ResultState.created(first + i, server))
                .toList();
    }

    private static int boost(Tally tally, Policy policy) {
        if (tally.over() == 0) {
            return 0;
        }
        if (policy.boostAfterAny() != 0) {
            return policy.boostAfterAny();
        }
        return tally.error() == 0 ? policy.boostAfterSuccess() : 0;
    }

    private static AssimilateState assimilate(WorkunitState workunit, List<ResultState> all, boolean failed) {
        boolean deferred =
                workunit.hasCanonical() && all.stream().allMatch(result -> result.isOver() && !result.isUnchecked());
        return workunit.assimilate() == AssimilateState.INIT && (failed || deferred)
                ? AssimilateState.READY
                : workunit.assimilate();
    }

    private static WorkunitState.PlatformLock platformLock(WorkunitState workunit, Tally tally, Policy policy) {
        boolean onlyFailures =
                tally.error() > 0 && tally.success() == 0 && tally.inProgress() == 0 && tally.lost() == 0;
        return onlyFailures && !policy.keepsPlatformLock() ? WorkunitState.PlatformLock.NONE : workunit.platformLock();
    }

    private static long next(
            WorkunitState workunit, boolean failed, List<ResultState> all, FileRelease release, long now) {
        LongStream.Builder moments = LongStream.builder().add(TransitionTime.NEVER);
        if (!failed && !workunit.hasCanonical()) {
            moments.add(now + Math.max(workunit.limits().delayBound() * 3L / 2, SAFETY_NET));
            if (all.stream().anyMatch(ResultState::isUnsent)) {
                moments.add(now + Math.max(workunit.limits().delayBound(), SHORTEST_WAIT));
            }
        }
        release.deferredUntil().ifPresent(moments);
        for (ResultState result : all) {
            if (result.isInProgress()) {
                moments.add(result.reportDeadline() + 1);
            } else if (result.mayStillReply(now)) {
                moments.add(result.reportDeadline());
            }
        }
        return moments.build().min().orElseThrow();
    }
}
