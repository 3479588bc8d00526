package org.muster.scheduler.targeted;

import java.util.List;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.work.JobNames;
import org.muster.scheduler.work.Destination;

/**
 * A workunit that is meant for somebody.
 *
 * @param id its id
 * @param name its name, which the names of its results begin with
 * @param application its application
 * @param batch its batch, 0 for none
 * @param priority of its results
 * @param template path of the output template, relative to the templates' directory
 * @param destination whom it is meant for
 * @param limits how many results it may have
 * @param open false when it failed or has its canonical result
 * @param results its results
 */
record AssignedWorkunit(
        long id,
        String name,
        long application,
        long batch,
        int priority,
        String template,
        Destination destination,
        Limits limits,
        boolean open,
        List<Result> results) {

    /** Results of a broadcast that are kept ready; each computer that asks takes one. */
    static final int SPARE = 100;

    /** Results wanted, and results that there may be at most. A broadcast has no such limits. */
    record Limits(int target, int most) {}

    /** A result of it; blocked when its document cannot be sent. */
    record Result(long id, String name, ServerState state, Outcome outcome, ValidateState validate, boolean blocked) {

        boolean unsent() {
            return state == ServerState.UNSENT;
        }

        /** Whether it can be sent. */
        boolean ready() {
            return unsent() && !blocked;
        }

        /** Whether it is or may become a success. */
        boolean live() {
            return switch (state) {
                case INACTIVE, UNSENT, IN_PROGRESS -> true;
                case OVER -> outcome == Outcome.SUCCESS && validate != ValidateState.INVALID;
            };
        }
    }

    /** How many results are to be made. Pure. */
    int missing() {
        if (!open) {
            return 0;
        }
        if (destination.broadcast()) {
            long ready = results.stream().filter(Result::unsent).count();
            return ready * 2 > SPARE ? 0 : SPARE - (int) ready;
        }
        int live = (int) results.stream().filter(Result::live).count();
        return Math.max(0, Math.min(limits.target() - live, limits.most() - results.size()));
    }

    /** The number of the next result. */
    int nextNumber() {
        return 1
                + results.stream()
                        .mapToInt(result -> JobNames.number(result.name()))
                        .max()
                        .orElse(-1);
    }
}
