package org.muster.transitioner;

import org.muster.common.credit.DailyQuota;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.transitioner.WorkunitState.Limits;
import org.muster.transitioner.WorkunitState.PlatformLock;

/** Short ways to write down states. */
final class States {

    static final long NOW = 1_000_000;
    static final long DEADLINE = NOW + 500;
    static final Limits QUORUM_OF_TWO = new Limits(2, 2, 2, 6, 86_400, true);
    static final Policy POLICY = new Policy(0, DailyQuota.NONE, false, 0, 0);

    private States() {}

    static WorkunitState fresh() {
        return new WorkunitState(
                1, 0, QUORUM_OF_TWO, false, 0, AssimilateState.INIT, FileDeleteState.INIT, PlatformLock.NONE, NOW);
    }

    static WorkunitState with(WorkunitState w, Limits limits) {
        return new WorkunitState(
                w.id(),
                w.canonicalResultId(),
                limits,
                w.needsValidation(),
                w.errorMask(),
                w.assimilate(),
                w.inputDelete(),
                w.platformLock(),
                w.transitionTime());
    }

    static WorkunitState failed(int errorMask) {
        return new WorkunitState(
                1,
                0,
                QUORUM_OF_TWO,
                false,
                errorMask,
                AssimilateState.INIT,
                FileDeleteState.INIT,
                PlatformLock.NONE,
                NOW);
    }

    /** With result 1 as the canonical one. */
    static WorkunitState canonical(AssimilateState assimilate) {
        return new WorkunitState(
                1, 1, QUORUM_OF_TWO, false, 0, assimilate, FileDeleteState.INIT, PlatformLock.NONE, NOW);
    }

    static ResultState unsent(long id) {
        return result(id, ServerState.UNSENT, Outcome.INIT, ValidateState.INIT);
    }

    static ResultState sent(long id, long deadline) {
        return new ResultState(
                id,
                (int) id - 1,
                ServerState.IN_PROGRESS,
                Outcome.INIT,
                ValidateState.INIT,
                FileDeleteState.INIT,
                deadline,
                0,
                0);
    }

    static ResultState success(long id, ValidateState validate) {
        return result(id, ServerState.OVER, Outcome.SUCCESS, validate);
    }

    static ResultState over(long id, Outcome outcome) {
        return result(id, ServerState.OVER, outcome, ValidateState.INIT);
    }

    static ResultState result(long id, ServerState server, Outcome outcome, ValidateState validate) {
        return new ResultState(
                id, (int) id - 1, server, outcome, validate, FileDeleteState.INIT, DEADLINE, NOW - 100, 0);
    }
}
