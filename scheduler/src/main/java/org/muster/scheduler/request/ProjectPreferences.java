package org.muster.scheduler.request;

import java.util.EnumSet;
import java.util.Set;
import org.muster.scheduler.resource.ProcessorType;

/**
 * What a volunteer chose for this project, for the venue of one computer.
 *
 * @param applications ids of the applications chosen; empty when none was, and then all are
 * @param othersAllowed whether other applications may be sent too when there is nothing else
 * @param betaAllowed whether versions and applications under test may be sent
 * @param refusedTypes types of processors that are not to be used
 * @param mostJobs most tasks on the computer at once, 0 for no limit
 * @param mostProcessors most processors that may be used, 0 for no limit
 */
public record ProjectPreferences(
        Set<Long> applications,
        boolean othersAllowed,
        boolean betaAllowed,
        Set<ProcessorType> refusedTypes,
        int mostJobs,
        int mostProcessors) {

    /** Nothing was chosen. */
    public static final ProjectPreferences DEFAULT =
            new ProjectPreferences(Set.of(), false, false, EnumSet.noneOf(ProcessorType.class), 0, 0);

    public ProjectPreferences {
        applications = Set.copyOf(applications);
        refusedTypes = Set.copyOf(refusedTypes);
    }

    /** Whether an application is among those chosen. */
    public boolean selects(long application) {
        return applications.isEmpty() || applications.contains(application);
    }
}
