package org.muster.scheduler.work;

/**
 * What all rules but those about a single workunit look at. Tasks of one shape are refused together, so a request looks
 * at shapes, of which there are few, and not at tasks, of which there are many.
 */
record JobShape(long application, int priority, Job.Needs needs, VersionPin pin, int homogeneousClass, int sizeClass) {

    static JobShape of(Job job) {
        return new JobShape(
                job.applicationId(),
                job.priority(),
                job.needs(),
                job.pin(),
                job.placement().homogeneousClass(),
                job.placement().sizeClass());
    }
}
