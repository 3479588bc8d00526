package org.muster.scheduler.resource;

/**
 * The coprocessors of one type that a computer has, counted together; the other figures are those of the best of them.
 *
 * @param type which
 * @param count how many, 1 to 64
 * @param model its name
 * @param memory bytes of memory
 * @param availableMemory bytes of memory that are free, never above {@code memory} unless that is unknown
 * @param peakFlops floating-point operations per second of one at best
 * @param driver release of its driver as people write it, empty when unknown
 * @param interfaces what programs can reach it by
 */
public record Coprocessor(
        ProcessorType type,
        int count,
        String model,
        double memory,
        double availableMemory,
        double peakFlops,
        String driver,
        Interfaces interfaces) {

    /**
     * What programs can reach it by. Versions are 0 when unknown or absent.
     *
     * @param cuda whether there is CUDA
     * @param cal whether there is ATI's CAL
     * @param driverVersion of the display driver, 53513 for NVIDIA's 535.13; for ATI the CAL version as a number
     * @param cudaVersion 12020 for 12.2
     * @param computeCapability NVIDIA's, 806 for 8.6
     * @param calTarget ATI's number of the processor family
     * @param atiLibraries whether CAL's libraries bear ATI's name
     * @param amdLibraries whether they bear AMD's
     * @param metal Apple's number of the Metal release
     * @param openCl what OpenCL says of it
     */
    public record Interfaces(
            boolean cuda,
            boolean cal,
            int driverVersion,
            int cudaVersion,
            int computeCapability,
            int calTarget,
            boolean atiLibraries,
            boolean amdLibraries,
            int metal,
            OpenCl openCl) {

        /** None is known. */
        public static final Interfaces NONE = new Interfaces(false, false, 0, 0, 0, 0, false, false, 0, OpenCl.ABSENT);
    }

    /**
     * A coprocessor as OpenCL sees it.
     *
     * @param present whether it can be used by OpenCL at all
     * @param deviceVersion 102 for OpenCL 1.2, 0 when unknown
     * @param driverRevision of the driver, as a number, 0 when unknown
     * @param globalMemory bytes, 0 when unknown
     * @param doublePrecision whether it computes with 64 bits
     */
    public record OpenCl(
            boolean present, int deviceVersion, int driverRevision, double globalMemory, boolean doublePrecision) {

        /** No OpenCL. */
        public static final OpenCl ABSENT = new OpenCl(false, 0, 0, 0, false);
    }
}
