package org.muster.web;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files in the project directory by which an operator stops parts of a project; that they exist is what counts. */
public record TriggerFiles(Path projectDirectory) {

    /** {@code stop_web}: pages and account RPCs answer that the project is down for maintenance. */
    public boolean webStopped() {
        return exists("stop_web");
    }

    /** {@code stop_sched}: the scheduler turns everybody away. */
    public boolean schedulerStopped() {
        return exists("stop_sched");
    }

    /** {@code stop_upload}: the file upload handler turns everybody away. */
    public boolean uploadStopped() {
        return exists("stop_upload");
    }

    private boolean exists(String name) {
        return Files.exists(projectDirectory.resolve(name));
    }
}
