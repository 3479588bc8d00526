package org.muster.scheduler.request;

/**
 * A finished task that the client reports.
 *
 * @param name the result's name
 * @param runtime what the run took
 * @param exitStatus 0 when the application ended well
 * @param clientState BOINC's number for how far the client came
 * @param applicationVersion the version number that ran
 * @param stderr what the application wrote for people, as sent, at most 64 KiB
 * @param outputFiles the {@code file_info} of each file that was uploaded, as sent, at most 64 KiB
 */
public record ReportedResult(
        String name,
        Runtime runtime,
        int exitStatus,
        int clientState,
        int applicationVersion,
        String stderr,
        String outputFiles) {

    /** BOINC's client state "files uploaded". */
    private static final int UPLOADED = 5;

    /**
     * What a run took.
     *
     * @param cpuTime processor seconds
     * @param elapsedTime seconds
     * @param workingSet largest working set, bytes, 0 when unknown
     * @param swap largest virtual size, bytes, 0 when unknown
     * @param disk largest disk use, bytes, 0 when unknown
     */
    public record Runtime(double cpuTime, double elapsedTime, double workingSet, double swap, double disk) {}

    /** Whether the client calls it a success: everything uploaded and exit status 0. */
    public boolean succeeded() {
        return clientState == UPLOADED && exitStatus == 0;
    }
}
