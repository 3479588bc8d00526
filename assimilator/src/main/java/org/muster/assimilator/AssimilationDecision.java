package org.muster.assimilator;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Set;
import org.muster.common.model.WorkunitError;

/** What there is to take of a finished workunit. */
enum AssimilationDecision {
    /** The canonical result. */
    TAKE_RESULT,
    /** The fact that the workunit was given up. */
    TAKE_FAILURE,
    /** The same, because its canonical result is missing; the workunit gets the error bit that says so. */
    MARK_AND_TAKE_FAILURE;

    /**
     * Decides.
     *
     * @param hasCanonicalResult whether the row that the workunit names as canonical is there
     * @param errors what the workunit's error mask says
     */
    static AssimilationDecision decide(boolean hasCanonicalResult, Set<WorkunitError> errors) {
        if (hasCanonicalResult) {
            return TAKE_RESULT;
        }
        return errors.isEmpty() ? MARK_AND_TAKE_FAILURE : TAKE_FAILURE;
    }

    /** The errors in words, for example {@code too many error results, cancelled}. */
    static String inWords(Set<WorkunitError> errors) {
        return errors.stream()
                .map(error -> error.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .sorted()
                .collect(joining(", "));
    }
}
