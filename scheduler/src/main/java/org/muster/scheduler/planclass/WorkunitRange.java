package org.muster.scheduler.planclass;

/**
 * For which workunits a plan class is; a bound of 0 is none.
 *
 * @param leastId lowest id of a workunit
 * @param greatestId highest id
 * @param leastBatch lowest batch
 * @param greatestBatch highest batch
 */
public record WorkunitRange(long leastId, long greatestId, long leastBatch, long greatestBatch) {

    /** Every workunit. */
    public static final WorkunitRange ALL = new WorkunitRange(0, 0, 0, 0);

    /**
     * Whether a workunit is among them.
     *
     * @param workunit its id
     * @param batch its batch, 0 for none
     */
    public boolean contains(long workunit, long batch) {
        return within(workunit, leastId, greatestId) && within(batch, leastBatch, greatestBatch);
    }

    private static boolean within(long number, long least, long greatest) {
        return number >= least && (greatest == 0 || number <= greatest);
    }
}
