package org.muster.validator;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * An application whose results are validated.
 *
 * @param id its row's id
 * @param name its short name
 * @param leastAveragePfc ratio of peak to estimated FLOPs on its most efficient versions
 * @param hostScaleCheck true when only reliable hosts have their claims scaled
 * @param replicas results wanted of a workunit that is replicated at all; 0 when every one is
 */
record Application(long id, String name, double leastAveragePfc, boolean hostScaleCheck, int replicas) {

    static List<Application> all(Handle handle) {
        return handle.createQuery(
                        "select id, name, min_avg_pfc, host_scale_check, target_nresults from app order by id")
                .map((row, context) -> new Application(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getDouble("min_avg_pfc"),
                        row.getBoolean("host_scale_check"),
                        row.getInt("target_nresults")))
                .list();
    }
}
