package org.muster.scheduler.version;

import org.muster.scheduler.planclass.WorkunitRange;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;

/**
 * An application version on one computer.
 *
 * @param version the version; its id is −2 to −6 when it is the volunteer's own
 * @param usage what a task of it takes there, and how fast it is
 * @param history how it did there so far
 * @param clientFlops operations per second by which the client estimates: the projected ones, or for a volunteer's own
 *     program what its description says
 * @param workunits for which workunits it is
 */
public record FittedVersion(
        ApplicationVersion version, Usage usage, VersionHistory history, double clientFlops, WorkunitRange workunits) {

    /** One of ours for every workunit. */
    public FittedVersion(ApplicationVersion version, Usage usage, VersionHistory history) {
        this(version, usage, history, usage.projectedFlops(), WorkunitRange.ALL);
    }

    /** What it is a version of. */
    public Application application() {
        return version.application();
    }

    /** What it mainly runs on. */
    public ProcessorType type() {
        return usage.type();
    }

    /** What a workunit's operations must be multiplied by so that the client estimates the same time as we do. */
    public double estimateScale() {
        return clientFlops / usage.projectedFlops();
    }
}
