package org.muster.control.job;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is asked for with one job.
 *
 * @param name the workunit's name, empty when one is to be made
 * @param commandLine what the application is started with; may be empty
 * @param inputTemplate its input template, empty for that of all jobs
 * @param outputTemplate its output template, empty for that of all jobs
 * @param priority its priority, empty for that of all jobs
 * @param target for whom it is
 * @param inputs its input files, in the template's order
 */
public record JobRequest(
        String name,
        String commandLine,
        String inputTemplate,
        String outputTemplate,
        OptionalInt priority,
        Target target,
        List<InputArgument> inputs) {

    /** Copies the list. */
    public JobRequest {
        inputs = List.copyOf(inputs);
    }
}
