package org.muster.common.config;

/**
 * Retries, and the computers that they are kept for. A workunit that waits only for its last result is done soonest by a
 * computer that has always been quick and right.
 *
 * @param onPriority results of this priority or a higher one go to reliable computers only; 0 (the default) for none
 * @param maxAvgTurnaround seconds between sending and report that a reliable computer takes on average; 0 for no limit
 * @param reducedDelayBound what the time until the deadline of such results is multiplied by, 0 (do not) to 1
 * @param priorityOnOver added to the priority of results made when another of the workunit is over
 * @param priorityOnOverExceptError added instead when {@code priorityOnOver} is 0, and none of the others failed
 */
public record ReliableConfig(
        int onPriority,
        int maxAvgTurnaround,
        double reducedDelayBound,
        int priorityOnOver,
        int priorityOnOverExceptError) {

    /** Nothing is kept for anybody. */
    public static final ReliableConfig NONE = new ReliableConfig(0, 0, 0, 0, 0);

    public ReliableConfig {
        Setting.atLeast("scheduler.rules.reliable.reducedDelayBound", reducedDelayBound, 0);
        Setting.atMost("scheduler.rules.reliable.reducedDelayBound", reducedDelayBound, 1);
    }
}
