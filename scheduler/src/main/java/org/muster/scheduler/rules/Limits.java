package org.muster.scheduler.rules;

import org.muster.common.config.InProgressConfig;
import org.muster.common.config.ReliableConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.credit.DailyQuota;
import org.muster.scheduler.resource.ProcessorType;

/**
 * How much one computer may get, as the project set it, for the processors that this computer has.
 *
 * @param inReply most tasks in one reply, 0 for no limit
 * @param inProgress most tasks on the computer, 0 for no limit
 * @param jobs finer limits of tasks on the computer
 * @param quota tasks a day with one version
 * @param reliable retries, and whom they go to
 * @param processors its processors
 */
public record Limits(
        int inReply,
        int inProgress,
        InProgressConfig jobs,
        DailyQuota quota,
        ReliableConfig reliable,
        Processors processors) {

    /**
     * Processors, and graphics processors of all types.
     *
     * @param count of processors, 1 and up
     * @param coprocessors of graphics processors
     * @param multiplier how many processors a graphics processor counts for
     */
    public record Processors(int count, int coprocessors, int multiplier) {

        /** How many there are of a kind. */
        public int of(boolean coprocessor) {
            return coprocessor ? coprocessors : count;
        }

        /** What a daily quota for one processor is multiplied by. */
        public int scale(ProcessorType type) {
            return type.isCoprocessor() ? Math.max(1, coprocessors) * multiplier : count;
        }
    }

    /** The limits of a computer. */
    public static Limits of(SchedulerConfig config, Processors processors) {
        int all = processors.count() + processors.multiplier() * processors.coprocessors();
        return new Limits(
                config.maxResultsPerRequest() * all,
                config.maxInProgressPerProcessor() * all,
                config.rules().maxJobsInProgress(),
                new DailyQuota(config.maxResultsPerDay()),
                config.rules().reliable(),
                processors);
    }
}
