package org.muster.control.job;

import java.util.Map;

/**
 * What holds for all jobs of one call.
 *
 * @param app the application's name
 * @param inputTemplate path of the input template, for jobs that name none
 * @param outputTemplate path of the output template, for jobs that name none
 * @param commandLine put before the command line of each job; may be empty
 * @param settings needs and replication that the command line gives, by BOINC's option name
 * @param priority for jobs that name none
 * @param hrClass class of computers, 0 for none
 * @param versionNumber the one version that may compute it, 0 for any
 * @param keywords numbers of keywords, separated by spaces; may be empty
 * @param elements further elements of the {@code <workunit>}, as clients get them; may be empty
 * @param target for whom jobs are that name nobody
 */
public record JobOrder(
        String app,
        String inputTemplate,
        String outputTemplate,
        String commandLine,
        Map<String, Double> settings,
        int priority,
        int hrClass,
        int versionNumber,
        String keywords,
        String elements,
        Target target) {

    /** Copies the settings. */
    public JobOrder {
        settings = Map.copyOf(settings);
    }
}
