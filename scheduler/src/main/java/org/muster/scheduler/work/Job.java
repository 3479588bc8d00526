package org.muster.scheduler.work;

/**
 * A task that can be given out, with everything a reply says of it.
 *
 * @param resultId its result
 * @param resultName the result's name
 * @param workunitId its workunit
 * @param workunitName the workunit's name
 * @param applicationId its application
 * @param priority higher goes first
 * @param needs what a computer must bring
 * @param pin which application version it insists on
 * @param input the workunit's document, ready to be sent
 * @param output the result's document, ready to be sent
 */
public record Job(
        long resultId,
        String resultName,
        long workunitId,
        String workunitName,
        long applicationId,
        int priority,
        Needs needs,
        VersionPin pin,
        Deliverable input,
        Deliverable output) {

    /**
     * What a computer must bring.
     *
     * @param fpopsEstimate floating-point operations expected
     * @param fpopsBound operations after which the client gives up
     * @param memory bytes
     * @param disk bytes
     * @param delayBound seconds from sending to the deadline
     */
    public record Needs(double fpopsEstimate, double fpopsBound, double memory, double disk, long delayBound) {}
}
