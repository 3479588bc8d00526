package org.muster.scheduler.version;

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
 */
public record FittedVersion(ApplicationVersion version, Usage usage, VersionHistory history) {

    /** What it is a version of. */
    public Application application() {
        return version.application();
    }

    /** What it mainly runs on. */
    public ProcessorType type() {
        return usage.type();
    }
}
