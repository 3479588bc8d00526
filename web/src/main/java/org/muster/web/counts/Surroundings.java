package org.muster.web.counts;

import java.util.List;
import java.util.Map;

/** What the collector keeps besides counts of rows: what others have measured and seen. Both are asked in every round. */
@FunctionalInterface
public interface Surroundings {
    /** Further values for the charts by name, for example how full disks are. */
    Map<String, Double> measured();

    /**
     * What is wrong at the moment although no row says it, for example disks that are too full; in order of names.
     *
     * @param writtenDown what was wrong when somebody last looked
     */
    default List<Since> lasting(List<Since> writtenDown) {
        return List.of();
    }
}
