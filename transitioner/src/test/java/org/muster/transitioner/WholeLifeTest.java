package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.TransitionTime;
import org.muster.common.model.ValidateState;
import org.muster.transitioner.WorkunitState.Limits;

/** A workunit from its first transition to its last, among hosts and daemons that do anything they may do. */
class WholeLifeTest {

    @Property(tries = 3000)
    void every_workunit_comes_to_an_end_within_its_limits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int quorum,
            @ForAll @IntRange(max = 2) int extraTarget,
            @ForAll @IntRange(max = 4) int extraTotal,
            @ForAll @IntRange(max = 3) int maxError) {
        int target = quorum + extraTarget;
        Limits limits = new Limits(quorum, target, maxError, target + extraTotal, 86_400, true);
        Life life = new Life(limits, new Random(seed));

        int looks = 0;
        while (!life.isSettled()) {
            life.look();
            life.happenings();
            assertThat(++looks).as("times looked at").isLessThan(400);
        }

        assertThat(life.results).hasSizeLessThanOrEqualTo(limits.maxTotal());
        assertThat(life.results).allMatch(ResultState::isOver);
        assertThat(life.results)
                .filteredOn(result -> result.isSuccess() || result.isError())
                .allMatch(result -> result.outputDelete() == FileDeleteState.READY);
    }

    /** The other daemons and the hosts, as a dice would have them. */
    private static final class Life {

        private final Random dice;
        private WorkunitState workunit;
        private final List<ResultState> results = new ArrayList<>();
        private long now = States.NOW;

        Life(Limits limits, Random dice) {
            this.dice = dice;
            this.workunit = States.with(States.fresh(), limits);
        }

        boolean isSettled() {
            return workunit.inputDelete() == FileDeleteState.READY && workunit.transitionTime() == TransitionTime.NEVER;
        }

        void look() {
            if (workunit.transitionTime() > now) {
                now = dice.nextBoolean() ? Math.min(workunit.transitionTime(), now + 1000) : now + 1;
            }
            if (workunit.transitionTime() > now) {
                return;
            }
            TransitionDecision decision = TransitionDecision.decide(workunit, results, -1, States.POLICY, now);
            workunit = decision.workunit();
            results.clear();
            results.addAll(decision.results());
            for (ResultState created : decision.created()) {
                results.add(new ResultState(
                        results.size() + 1,
                        created.number(),
                        created.server(),
                        created.outcome(),
                        created.validate(),
                        created.outputDelete(),
                        0,
                        0,
                        0));
            }
        }

        void happenings() {
            for (int i = 0; i < results.size(); i++) {
                ResultState result = results.get(i);
                if (result.server() == ServerState.UNSENT && dice.nextInt(3) > 0) {
                    results.set(i, sent(result));
                    due(Math.min(workunit.transitionTime(), now + 2001));
                } else if (result.isInProgress() && dice.nextInt(4) == 0) {
                    results.set(i, reported(result));
                    due(now);
                }
            }
            if (workunit.needsValidation() && dice.nextBoolean()) {
                validate();
            }
            if (workunit.assimilate() == AssimilateState.READY && dice.nextBoolean()) {
                workunit = changed(workunit.canonicalResultId(), false, AssimilateState.DONE, now);
            }
        }

        private ResultState sent(ResultState result) {
            return new ResultState(
                    result.id(),
                    result.number(),
                    ServerState.IN_PROGRESS,
                    Outcome.INIT,
                    ValidateState.INIT,
                    FileDeleteState.INIT,
                    now + 2000,
                    0,
                    0);
        }

        private ResultState reported(ResultState result) {
            Outcome outcome = dice.nextInt(3) == 0 ? Outcome.CLIENT_ERROR : Outcome.SUCCESS;
            int exitStatus = dice.nextInt(5) == 0 ? 203 : 1;
            return new ResultState(
                    result.id(),
                    result.number(),
                    ServerState.OVER,
                    outcome,
                    ValidateState.INIT,
                    FileDeleteState.INIT,
                    result.reportDeadline(),
                    now,
                    exitStatus);
        }

        /** Either all successes agree and the first is canonical, or none do and one more result is wanted. */
        private void validate() {
            boolean agree = workunit.canonicalResultId() != 0 || dice.nextBoolean();
            long canonical = workunit.canonicalResultId();
            int viable = 0;
            for (int i = 0; i < results.size(); i++) {
                ResultState result = results.get(i);
                if (result.isUnsent() && agree) {
                    results.set(i, result.over(Outcome.DIDNT_NEED));
                } else if (result.isSuccess() && result.validate() != ValidateState.INVALID) {
                    viable++;
                    canonical = canonical == 0 && agree ? result.id() : canonical;
                    results.set(i, result.judged(agree ? ValidateState.VALID : ValidateState.INCONCLUSIVE));
                }
            }
            AssimilateState assimilate = agree && workunit.assimilate() == AssimilateState.INIT
                    ? AssimilateState.READY
                    : workunit.assimilate();
            workunit = changed(canonical, false, assimilate, now);
            if (!agree && viable >= workunit.limits().target()) {
                Limits limits = workunit.limits();
                workunit = States.with(
                        workunit,
                        new Limits(
                                limits.minQuorum(),
                                viable + 1,
                                limits.maxError(),
                                limits.maxTotal(),
                                limits.delayBound(),
                                true));
            }
        }

        private void due(long time) {
            workunit = changed(workunit.canonicalResultId(), workunit.needsValidation(), workunit.assimilate(), time);
        }

        private WorkunitState changed(long canonical, boolean validate, AssimilateState assimilate, long due) {
            return new WorkunitState(
                    workunit.id(),
                    canonical,
                    workunit.limits(),
                    validate,
                    workunit.errorMask(),
                    assimilate,
                    workunit.inputDelete(),
                    workunit.platformLock(),
                    due);
        }
    }
}
