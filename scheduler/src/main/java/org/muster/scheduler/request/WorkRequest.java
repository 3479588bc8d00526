package org.muster.scheduler.request;

import java.util.Map;
import org.muster.scheduler.resource.ProcessorType;

/**
 * The work that the client asks for.
 *
 * @param refused true when the volunteer wants no new tasks
 * @param demands by type of processor; a type that is missing has no demand
 */
public record WorkRequest(boolean refused, Map<ProcessorType, Demand> demands) {

    public WorkRequest {
        demands = Map.copyOf(demands);
    }

    /** A request for the computer's own processors alone. */
    public static WorkRequest ofProcessors(double seconds, double instances, double queueDelay) {
        return new WorkRequest(false, Map.of(ProcessorType.CPU, new Demand(seconds, instances, queueDelay)));
    }

    /** What is asked for one type. */
    public Demand demand(ProcessorType type) {
        return demands.getOrDefault(type, Demand.NONE);
    }

    /** Whether any task should be sent. The very first request asks for one second on no processor. */
    public boolean wanted() {
        return !refused && demands.values().stream().anyMatch(Demand::wanted);
    }
}
