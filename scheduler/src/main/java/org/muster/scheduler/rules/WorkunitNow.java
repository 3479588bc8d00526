package org.muster.scheduler.rules;

import java.util.List;
import org.muster.common.model.ServerState;

/**
 * A workunit as it is while it is locked.
 *
 * @param id its id
 * @param errorMask why it was given up, 0 when it was not
 * @param hasCanonical whether its result is found
 * @param results all its results
 */
public record WorkunitNow(long id, int errorMask, boolean hasCanonical, List<ResultNow> results) {

    /** A result: its id, its state, and who has or had it (0 for nobody). */
    public record ResultNow(long id, ServerState state, long userId, long hostId) {}
}
