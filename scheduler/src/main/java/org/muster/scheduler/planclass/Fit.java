package org.muster.scheduler.planclass;

import org.muster.scheduler.resource.Usage;

/** Whether a version suits a computer. */
public sealed interface Fit {

    /**
     * It does.
     *
     * @param usage what a task takes there, and how fast it should be
     */
    record Fits(Usage usage) implements Fit {}

    /**
     * It does not.
     *
     * @param code why
     * @param words the same for the volunteer, to follow the application's name: "needs VirtualBox"; empty when it
     *     would not help them
     */
    record Misfit(MisfitCode code, String words) implements Fit {}
}
