package org.muster.common.model;

/** The special moment of workunit.transition_time. */
public final class TransitionTime {
    /** Never look at the workunit again unless another daemon says so: BOINC's largest 32-bit time. */
    public static final long NEVER = Integer.MAX_VALUE;

    private TransitionTime() {}
}
