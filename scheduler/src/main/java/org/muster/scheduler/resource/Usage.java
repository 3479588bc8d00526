package org.muster.scheduler.resource;

/**
 * What one task takes of a computer while it runs, and how fast it runs.
 *
 * @param type what it mainly runs on; it counts against the work asked for that type
 * @param processors how many processors it keeps busy, also beside a coprocessor; may be a fraction
 * @param coprocessors how many of the type's coprocessors it uses, 0 for a processor version; may be a fraction
 * @param coprocessorMemory bytes of coprocessor memory it uses, 0 when unknown
 * @param peakFlops floating-point operations per second that these could do at best; credit is computed from it
 * @param projectedFlops operations of the estimate per second that we expect it to do; run times are estimated from it
 * @param commandLine what is added to its command line
 * @param memory bytes of memory that it needs instead of what the workunit says; 0 when the workunit says it
 */
public record Usage(
        ProcessorType type,
        double processors,
        double coprocessors,
        double coprocessorMemory,
        double peakFlops,
        double projectedFlops,
        String commandLine,
        double memory) {

    /** A usage whose memory the workunit says. */
    public Usage(
            ProcessorType type,
            double processors,
            double coprocessors,
            double coprocessorMemory,
            double peakFlops,
            double projectedFlops,
            String commandLine) {
        this(type, processors, coprocessors, coprocessorMemory, peakFlops, projectedFlops, commandLine, 0);
    }

    /** A plain program on one processor of this speed. */
    public static Usage sequential(double flops) {
        return new Usage(ProcessorType.CPU, 1, 0, 0, flops, flops, "");
    }

    /** The same at another speed. */
    public Usage projected(double flops) {
        return new Usage(type, processors, coprocessors, coprocessorMemory, peakFlops, flops, commandLine, memory);
    }

    /** How many of its type's processors it takes. */
    public double instances() {
        return type.isCoprocessor() ? coprocessors : processors;
    }
}
