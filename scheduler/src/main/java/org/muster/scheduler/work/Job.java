package org.muster.scheduler.work;

import java.util.List;
import java.util.Optional;

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
 * @param placement which computers may have it, and which should
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
        Deliverable output,
        Placement placement) {

    /** A task that any computer may have. */
    public Job(
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
        this(
                resultId,
                resultName,
                workunitId,
                workunitName,
                applicationId,
                priority,
                needs,
                pin,
                input,
                output,
                Placement.ANYWHERE);
    }

    /** The same task once its workunit is kept to a class of computers, or to a version; 0 for any. */
    Job committed(int homogeneousClass, long versionId) {
        Placement kept = new Placement(
                homogeneousClass, placement.sizeClass, placement.destination, placement.inputFiles, placement.batch);
        VersionPin keptPin = new VersionPin(pin.number(), versionId);
        return new Job(
                resultId,
                resultName,
                workunitId,
                workunitName,
                applicationId,
                priority,
                needs,
                keptPin,
                input,
                output,
                kept);
    }

    /**
     * What a computer must bring.
     *
     * @param fpopsEstimate floating-point operations expected
     * @param fpopsBound operations after which the client gives up
     * @param memory bytes
     * @param disk bytes
     * @param delayBound seconds from sending to the deadline
     * @param bandwidth bytes per second of its network, 0 for any
     */
    public record Needs(
            double fpopsEstimate, double fpopsBound, double memory, double disk, long delayBound, double bandwidth) {

        /** Needs that any network will do for. */
        public Needs(double fpopsEstimate, double fpopsBound, double memory, double disk, long delayBound) {
            this(fpopsEstimate, fpopsBound, memory, disk, delayBound, 0);
        }
    }

    /**
     * Which computers may have it, and which should.
     *
     * @param homogeneousClass the class of computers that the workunit is kept to, 0 for any yet
     * @param sizeClass how large it is among its application's tasks, −1 when that was not said
     * @param destination whom the workunit is meant for; empty for anybody
     * @param inputFiles names of the workunit's input files
     * @param batch the workunit's batch, 0 for none
     */
    public record Placement(
            int homogeneousClass,
            int sizeClass,
            Optional<Destination> destination,
            List<String> inputFiles,
            long batch) {

        /** A workunit of no batch. */
        public Placement(
                int homogeneousClass, int sizeClass, Optional<Destination> destination, List<String> inputFiles) {
            this(homogeneousClass, sizeClass, destination, inputFiles, 0);
        }

        /** Any computer. */
        public static final Placement ANYWHERE = new Placement(0, -1, Optional.empty(), List.of());

        public Placement {
            inputFiles = List.copyOf(inputFiles);
        }
    }
}
