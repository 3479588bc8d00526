package org.muster.scheduler.work;

import java.util.List;
import java.util.Optional;

/** Tasks for tests. */
final class Jobs {

    private static final Deliverable NO_DOCUMENT = new Deliverable("", "");

    private Jobs() {}

    /** A task of a workunit of its own. */
    static Job job(long id, long application, int priority, String... files) {
        return job(id, application, priority, 1e6, files);
    }

    /** A task that needs so many bytes of memory. */
    static Job job(long id, long application, int priority, double memory, String... files) {
        return new Job(
                id,
                "n" + id + "_0",
                id,
                "n" + id,
                application,
                priority,
                new Job.Needs(1e10, 1e14, memory, 1e6, 86_400),
                VersionPin.NONE,
                NO_DOCUMENT,
                NO_DOCUMENT,
                new Job.Placement(0, -1, Optional.empty(), List.of(files)));
    }
}
