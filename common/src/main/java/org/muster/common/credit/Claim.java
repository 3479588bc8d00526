package org.muster.common.credit;

import java.util.Optional;

/**
 * What one run claims.
 *
 * @param peakFlopCount FLOPs
 * @param trust how far the number can be relied on
 * @param sample what the run adds to the statistics; empty when it must not
 */
public record Claim(double peakFlopCount, Trust trust, Optional<RunSample> sample) {

    /** How far a claim can be relied on. */
    public enum Trust {
        /** Scaled by what is known of the version and of the host. */
        NORMAL,
        /** Reflects the size of this job, though not fully scaled. */
        APPROXIMATE,
        /** More than may be granted; not used. */
        EXCESSIVE
    }
}
