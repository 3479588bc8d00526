package org.muster.assimilator;

import java.util.List;
import java.util.Map;

/** Takes workunits nowhere: for tests of a project, and for applications that send their results home by themselves. */
final class DiscardHandler implements AssimilationHandler {

    @Override
    public Map<Long, String> take(List<FinishedWorkunit> workunits) {
        return Map.of();
    }
}
