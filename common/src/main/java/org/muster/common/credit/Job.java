package org.muster.common.credit;

/**
 * A workunit and its application, as far as credit depends on them.
 *
 * @param fpopsEstimate FLOPs that the job was estimated to need, above 0
 * @param fpopsBound FLOPs above which no claim is believed
 * @param leastAveragePfc the application's ratio of peak to estimated FLOPs on its most efficient versions; 0 unknown
 * @param hostScaleCheck true when only hosts that proved reliable have their claims scaled
 */
public record Job(double fpopsEstimate, double fpopsBound, double leastAveragePfc, boolean hostScaleCheck) {

    /** The peak FLOP count of this job when nothing is known of who ran it. */
    double estimatedPeakFlopCount() {
        return leastAveragePfc == 0 ? fpopsEstimate : fpopsEstimate * leastAveragePfc;
    }
}
