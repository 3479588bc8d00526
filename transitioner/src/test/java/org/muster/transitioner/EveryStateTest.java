package org.muster.transitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.transitioner.WorkunitState.Limits;
import org.muster.transitioner.WorkunitState.PlatformLock;

/** Every workunit with up to two results in any states at all, more than 400,000 of them. */
class EveryStateTest {

    private static final long NOW = States.NOW;

    @Test
    void whatever_the_states_are_the_decision_keeps_its_promises() {
        int looked = 0;
        for (WorkunitState workunit : workunits()) {
            for (List<ResultState> results : resultSets()) {
                check(workunit, results);
                looked++;
            }
        }
        assertThat(looked).isGreaterThan(400_000);
    }

    private static void check(WorkunitState workunit, List<ResultState> before) {
        TransitionDecision decision = TransitionDecision.decide(workunit, before, -1, States.POLICY, NOW);
        WorkunitState after = decision.workunit();
        int total = before.size() + decision.created().size();
        boolean sound = (decision.created().isEmpty()
                        || (after.errorMask() == 0
                                && workunit.canonicalResultId() == 0
                                && total <= workunit.limits().maxTotal()))
                && after.transitionTime() > NOW
                && (after.errorMask() & workunit.errorMask()) == workunit.errorMask()
                && (after.errorMask() == 0 || after.assimilate() != AssimilateState.INIT)
                && (after.inputDelete() == workunit.inputDelete()
                        || (workunit.assimilate() == AssimilateState.DONE
                                && decision.created().isEmpty()
                                && decision.results().stream().allMatch(ResultState::isOver)))
                && isStepwise(before, decision.results());
        if (!sound || !settles(decision)) {
            throw new AssertionError(workunit + "\n" + before + "\n-> " + decision);
        }
    }

    /** Results only go forward, and never lose the answer they have. */
    private static boolean isStepwise(List<ResultState> before, List<ResultState> after) {
        for (int i = 0; i < before.size(); i++) {
            ResultState was = before.get(i);
            ResultState is = after.get(i);
            boolean forward = is.server().code() >= was.server().code()
                    && (was.outcome() == is.outcome() || !was.isOver())
                    && (was.validate() == is.validate()
                            || was.validate() == ValidateState.INIT
                            || was.validate() == ValidateState.INCONCLUSIVE)
                    && (was.outputDelete() == is.outputDelete() || was.outputDelete() == FileDeleteState.INIT);
            if (!forward) {
                return false;
            }
        }
        return true;
    }

    /** Deciding again at the same moment changes nothing. */
    private static boolean settles(TransitionDecision decision) {
        List<ResultState> stored = new ArrayList<>(decision.results());
        decision.created()
                .forEach(created -> stored.add(new ResultState(
                        100L + created.number(),
                        created.number(),
                        created.server(),
                        created.outcome(),
                        created.validate(),
                        created.outputDelete(),
                        0,
                        0,
                        0)));
        TransitionDecision again = TransitionDecision.decide(decision.workunit(), stored, -1, States.POLICY, NOW);
        return again.equals(new TransitionDecision(decision.workunit(), stored, List.of(), 0));
    }

    private static List<WorkunitState> workunits() {
        List<WorkunitState> all = new ArrayList<>();
        for (Limits limits : List.of(
                new Limits(1, 1, 0, 1, 86_400, true),
                new Limits(2, 2, 1, 3, 86_400, true),
                new Limits(2, 3, 3, 2, 86_400, true),
                new Limits(1, 2, 1, 4, 86_400, false))) {
            for (AssimilateState assimilate : AssimilateState.values()) {
                for (long canonical : new long[] {0, 1, 9}) {
                    for (int errors : new int[] {0, 16}) {
                        for (boolean validate : new boolean[] {false, true}) {
                            all.add(new WorkunitState(
                                    1,
                                    canonical,
                                    limits,
                                    validate,
                                    errors,
                                    assimilate,
                                    FileDeleteState.INIT,
                                    new PlatformLock(2, 3),
                                    NOW));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<List<ResultState>> resultSets() {
        List<ResultState> first = results(1);
        List<ResultState> second = results(2);
        List<List<ResultState>> sets = new ArrayList<>();
        sets.add(List.of());
        first.forEach(result -> sets.add(List.of(result)));
        first.forEach(one -> second.forEach(other -> sets.add(List.of(one, other))));
        return sets;
    }

    private static List<ResultState> results(long id) {
        Stream<ResultState> waiting = Stream.of(
                state(id, ServerState.INACTIVE, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, 0),
                state(id, ServerState.UNSENT, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, 0),
                state(id, ServerState.IN_PROGRESS, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, -1),
                state(id, ServerState.IN_PROGRESS, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, 0),
                state(id, ServerState.IN_PROGRESS, Outcome.INIT, ValidateState.INIT, FileDeleteState.INIT, 50));
        Stream<ResultState> over = Arrays.stream(Outcome.values())
                .flatMap(outcome -> Arrays.stream(ValidateState.values())
                        .flatMap(validate -> deleteStates(outcome)
                                .map(delete -> state(id, ServerState.OVER, outcome, validate, delete, 50))));
        return Stream.concat(waiting, over).toList();
    }

    private static Stream<FileDeleteState> deleteStates(Outcome outcome) {
        return outcome == Outcome.SUCCESS
                ? Stream.of(FileDeleteState.INIT, FileDeleteState.DONE)
                : Stream.of(FileDeleteState.INIT);
    }

    private static ResultState state(
            long id,
            ServerState server,
            Outcome outcome,
            ValidateState validate,
            FileDeleteState delete,
            long deadline) {
        return new ResultState(id, (int) id - 1, server, outcome, validate, delete, NOW + deadline, NOW - 100, 0);
    }
}
