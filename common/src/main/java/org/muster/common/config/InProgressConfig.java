package org.muster.common.config;

import java.util.Map;

/**
 * How many results one computer may hold at once; BOINC's {@code max_jobs_in_progress}.
 *
 * @param project over all applications
 * @param applications for single applications, by short name
 */
public record InProgressConfig(Limits project, Map<String, Limits> applications) {

    /** No limit. */
    public static final InProgressConfig NONE = new InProgressConfig(null, null);

    public InProgressConfig {
        project = project == null ? Limits.NONE : project;
        applications = applications == null ? Map.of() : Map.copyOf(applications);
    }

    /** Limits of all results, of those for processors, and of those for graphics processors. */
    public record Limits(Limit totalLimit, Limit cpuLimit, Limit gpuLimit) {

        /** No limit. */
        public static final Limits NONE = new Limits(null, null, null);

        public Limits {
            totalLimit = totalLimit == null ? Limit.NONE : totalLimit;
            cpuLimit = cpuLimit == null ? Limit.NONE : cpuLimit;
            gpuLimit = gpuLimit == null ? Limit.NONE : gpuLimit;
        }
    }

    /**
     * A limit.
     *
     * @param jobs results, 0 for no limit
     * @param perProc whether it is for each processor of the kind, and not for the whole computer
     */
    public record Limit(int jobs, boolean perProc) {

        /** No limit. */
        public static final Limit NONE = new Limit(0, false);

        /** The limit of a computer with this number of processors of the kind; 0 for no limit. */
        public int of(int processors) {
            return perProc ? jobs * processors : jobs;
        }
    }
}
