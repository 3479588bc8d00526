package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.work.Job;

/**
 * A task that might be given to a computer.
 *
 * @param job the task
 * @param application how its application's work is spread
 * @param version the application version it would run, if there is one
 * @param unversioned why there is no version, where one was refused or does not fit the computer
 * @param duration seconds it would take once begun, with the time the computer is switched off
 * @param delayBound seconds from sending to the deadline
 */
public record Offer(
        Job job,
        ApplicationPolicy application,
        Optional<FittedVersion> version,
        Optional<Refusal> unversioned,
        double duration,
        long delayBound) {

    /** The same for another task of the same shape. */
    public Offer with(Job other) {
        return new Offer(other, application, version, unversioned, duration, delayBound);
    }

    /** The application's name for people. */
    String applicationName() {
        return version.map(found -> found.application().friendlyName()).orElse(application.friendlyName());
    }

    /** Bytes of memory that it needs: the version may know better than the workunit. */
    double memory() {
        double ofVersion = version.map(found -> found.usage().memory()).orElse(0.0);
        return ofVersion > 0 ? ofVersion : job.needs().memory();
    }
}
