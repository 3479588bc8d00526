package org.muster.assimilator;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Takes finished workunits of an application to their place. A project adds its own beside those of
 * {@link AssimilationHandlers}.
 *
 * <p>A workunit may come more than once: the assimilator may die, or another copy of it may be faster, before the
 * workunit is marked as taken. So taking one again must change nothing. No transaction is open meanwhile.
 */
@FunctionalInterface
public interface AssimilationHandler {

    /**
     * Takes workunits, best all in one step.
     *
     * @param workunits at least one, each once, all of one application
     * @return why a workunit cannot be taken, for people, by its id; all others count as taken. Such a workunit is set
     *     aside until an operator lets it go again
     * @throws IOException or any unchecked exception if the place is away: none counts as taken, and all come again
     */
    Map<Long, String> take(List<FinishedWorkunit> workunits) throws IOException;
}
