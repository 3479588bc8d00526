package org.muster.scheduler.request;

/**
 * The volunteer's limits, as far as they decide about work. Values are those of the client's defaults when not given.
 *
 * @param modified Unix seconds of the last change, 0 when unknown
 * @param processorsPercent share of the processors that may be used, 0 for no limit
 * @param memoryBusyPercent share of the memory that may be used while the computer is in use
 * @param memoryIdlePercent share of the memory that may be used while it is idle
 * @param disk limits of disk use
 */
public record GlobalPreferences(
        double modified,
        double processorsPercent,
        double memoryBusyPercent,
        double memoryIdlePercent,
        DiskLimits disk) {

    /**
     * Limits of disk use; the strictest one counts.
     *
     * @param mostBytes most that all projects may use, 0 for no limit
     * @param mostPercent most that all projects may use of the whole disk
     * @param leastFreeBytes what must stay free
     */
    public record DiskLimits(double mostBytes, double mostPercent, double leastFreeBytes) {}

    /** What a client uses that was told nothing. */
    public static final GlobalPreferences DEFAULT = new GlobalPreferences(0, 0, 50, 90, new DiskLimits(0, 90, 1e8));
}
