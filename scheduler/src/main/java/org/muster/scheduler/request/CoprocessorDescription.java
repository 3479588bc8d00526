package org.muster.scheduler.request;

import java.util.Optional;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

/** What one element says of the coprocessors of a type. */
final class CoprocessorDescription {

    private static final double MEGABYTE = 1024 * 1024.0;
    private static final int MOST = 64;
    private static final int LONGEST_NAME = 254;
    /** What is above this, or missing, is a mistake of a driver, and {@link #USUAL_FLOPS} is taken instead. */
    private static final double MOST_FLOPS = 1e15;

    private static final double USUAL_FLOPS = 100e9;

    private int count;
    private String model = "";
    private double available;
    private double memory;
    private double flops;
    private double seconds;
    private double instances;
    private double queueDelay;
    private boolean cuda;
    private boolean cal;
    private boolean openClClaimed;
    private int driver;
    private int cudaVersion;
    private int major;
    private int minor;
    private int target;
    private boolean atiLibraries;
    private boolean amdLibraries;
    private int metal;
    private String calVersion = "";
    private OpenClParser openCl = new OpenClParser();

    void element(XmlScanner scanner) {
        switch (scanner.name()) {
            case "count" -> count = integer(scanner, MOST);
            case "name", "model" -> model = scanner.text(LONGEST_NAME);
            case "available_ram" -> available = amount(scanner);
            case "totalGlobalMem" -> memory = amount(scanner);
            case "localRAM" -> memory = amount(scanner) * MEGABYTE;
            case "peak_flops" -> flops = amount(scanner);
            case "req_secs" -> seconds = amount(scanner);
            case "req_instances" -> instances = amount(scanner);
            case "estimated_delay" -> queueDelay = amount(scanner);
            case "coproc_opencl" -> openCl = OpenClParser.parse(scanner);
            default -> programming(scanner);
        }
    }

    private void programming(XmlScanner scanner) {
        switch (scanner.name()) {
            case "have_cuda" -> cuda = scanner.flag();
            case "have_cal" -> cal = scanner.flag();
            case "have_opencl" -> openClClaimed = scanner.flag();
            case "drvVersion" -> driver = integer(scanner, Integer.MAX_VALUE);
            case "cudaVersion" -> cudaVersion = integer(scanner, Integer.MAX_VALUE);
            case "major" -> major = integer(scanner, 9999);
            case "minor" -> minor = integer(scanner, 99);
            case "target" -> target = integer(scanner, Integer.MAX_VALUE);
            case "CALVersion" -> calVersion = scanner.text(LONGEST_NAME);
            case "atirt_detected" -> atiLibraries = scanner.flag();
            case "amdrt_detected" -> amdLibraries = scanner.flag();
            case "metal_support" -> metal = integer(scanner, Integer.MAX_VALUE);
            default -> scanner.skip();
        }
    }

    /** The work asked for them. */
    Demand demand() {
        return new Demand(seconds, instances, queueDelay);
    }

    /** What it describes; empty when there is none. */
    Optional<Coprocessor> coprocessor(ProcessorType type) {
        if (count == 0) {
            return Optional.empty();
        }
        double known = memory > 0 ? memory : openCl.openCl(true).globalMemory();
        String release = switch (type) {
            case CPU -> "";
            case NVIDIA -> driver == 0 ? "" : Integer.toString(driver);
            case ATI -> calVersion;
            case INTEL_GPU -> openCl.driver();
            case APPLE_GPU -> metal == 0 ? "" : Integer.toString(metal);
        };
        return Optional.of(new Coprocessor(
                type,
                count,
                model.isEmpty() ? openCl.name() : model,
                known,
                available > 0 ? available : known,
                flops > 0 && flops <= MOST_FLOPS ? flops : USUAL_FLOPS,
                release,
                new Coprocessor.Interfaces(
                        cuda,
                        cal,
                        type == ProcessorType.ATI ? calNumber() : driver,
                        cudaVersion,
                        100 * major + minor,
                        target,
                        atiLibraries,
                        amdLibraries,
                        metal,
                        openCl.openCl(openClClaimed))));
    }

    /** BOINC's number of a CAL release: 10000000 × major + 10000 × minor + release. */
    private int calNumber() {
        int[] parts = Releases.numbers(calVersion, 3);
        return parts.length == 3 ? 10_000_000 * Math.min(parts[0], 200) + 10_000 * parts[1] + parts[2] : 0;
    }

    private static double amount(XmlScanner scanner) {
        return Math.clamp(scanner.real(0), 0, 1e300);
    }

    private static int integer(XmlScanner scanner, int most) {
        return Math.clamp(scanner.integer(0), 0, most);
    }
}
