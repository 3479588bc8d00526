package org.muster.scheduler.rules;

import java.util.Optional;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.work.Job;

/**
 * A task that might be given to a computer.
 *
 * @param job the task
 * @param version the application version it would run, if there is one
 * @param duration seconds it would take once begun, with the time the computer is switched off
 */
public record Offer(Job job, Optional<FittedVersion> version, double duration) {

    /** The application's name for people. */
    String application() {
        return version.map(found -> found.application().friendlyName()).orElse("this application");
    }
}
