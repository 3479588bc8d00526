package org.muster.scheduler.planclass;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can stand in a plan class. The name of an element is the constant's in small letters. Source: plan class
 * specifications of the BOINC server.
 */
enum PlanClassElement {
    /** The plan class's name. */
    NAME(Kind.TEXT),
    /** Only clients of this release or newer, as 10000 × major + 100 × minor + release. */
    MIN_CORE_CLIENT_VERSION(Kind.NUMBER),
    /** Only clients of this release or older. */
    MAX_CORE_CLIENT_VERSION(Kind.NUMBER),
    /** Only this account. */
    USER_ID(Kind.NUMBER),
    /** Share of requests, 0 to 1, for which the class is refused by chance. */
    INFEASIBLE_RANDOM(Kind.NUMBER),
    /** What {@code [CUDA|model|count|memory|driver|OpenCL]…} of the computer must match. */
    HOST_SUMMARY_REGEX(Kind.PATTERN),

    /** A feature that the processor must have; may be repeated. */
    CPU_FEATURE(Kind.TEXTS),
    /** Least usable processors. */
    MIN_NCPUS(Kind.NUMBER),
    /** What the processor's maker must match. */
    CPU_VENDOR_REGEX(Kind.PATTERN),
    /** What the processor's model must match. */
    CPU_MODEL_REGEX(Kind.PATTERN),

    /** What the system's version must match. */
    OS_REGEX(Kind.PATTERN),
    /** Oldest system, as a number: kernel of Linux and Android, Darwin 10000 × a + 100 × b + c; Windows in nine digits. */
    MIN_OS_VERSION(Kind.NUMBER),
    /** Newest system. */
    MAX_OS_VERSION(Kind.NUMBER),
    /** Oldest Android, 40301 for 4.3.1. */
    MIN_ANDROID_VERSION(Kind.NUMBER),
    /** Newest Android. */
    MAX_ANDROID_VERSION(Kind.NUMBER),
    /** Oldest C library of Linux, 227 for 2.27. */
    MIN_LIBC_VERSION(Kind.NUMBER),

    /** VirtualBox must be there. */
    VIRTUALBOX(Kind.FLAG),
    /** The version is for 64-bit systems; only for VirtualBox. */
    IS64BIT(Kind.FLAG),
    /** Oldest VirtualBox, 70014 for 7.0.14. */
    MIN_VBOX_VERSION(Kind.NUMBER),
    /** Newest VirtualBox. */
    MAX_VBOX_VERSION(Kind.NUMBER),
    /** A VirtualBox that must not be used; may be repeated. */
    EXCLUDE_VBOX_VERSION(Kind.NUMBERS),
    /** The processor's support for virtual machines must be there and switched on. */
    VM_ACCEL_REQUIRED(Kind.FLAG),
    /** Linux inside Windows must be there. */
    WSL(Kind.FLAG),
    /** Docker must be there. */
    DOCKER(Kind.FLAG),
    /** Oldest release of BOINC's own Linux inside Windows. */
    MIN_BOINC_WSL_DISTRO_VERSION(Kind.NUMBER),

    /** The project preference that {@link #PROJECT_PREFS_REGEX} looks at. */
    PROJECT_PREFS_TAG(Kind.TEXT),
    /** What the volunteer's choice must match. */
    PROJECT_PREFS_REGEX(Kind.PATTERN),
    /** Whether it counts as matched when the volunteer chose nothing. */
    PROJECT_PREFS_DEFAULT_TRUE(Kind.FLAG),

    /** Lowest id of a workunit that may use it. */
    MIN_WU_ID(Kind.NUMBER),
    /** Highest id of a workunit. */
    MAX_WU_ID(Kind.NUMBER),
    /** Lowest batch. */
    MIN_BATCH(Kind.NUMBER),
    /** Highest batch. */
    MAX_BATCH(Kind.NUMBER),

    /** Coprocessors of a maker: nvidia, amd, ati, intel, intel_gpu, apple, apple_gpu. */
    GPU_TYPE(Kind.TEXT),
    /** What the type of a coprocessor must match, if {@link #GPU_TYPE} is not given. */
    GPU_TYPE_REGEX(Kind.PATTERN),
    /** It is programmed by CUDA. */
    CUDA(Kind.FLAG),
    /** It is programmed by CAL. */
    CAL(Kind.FLAG),
    /** It is programmed by OpenCL; without a coprocessor, the processors are. */
    OPENCL(Kind.FLAG),
    /** Only AMD's coprocessors that have no OpenCL. */
    WITHOUT_OPENCL(Kind.FLAG),
    /** CAL's libraries must bear ATI's name. */
    NEED_ATI_LIBS(Kind.FLAG),
    /** CAL's libraries must bear AMD's name. */
    NEED_AMD_LIBS(Kind.FLAG),
    /** Oldest CUDA, 12020 for 12.2. */
    MIN_CUDA_VERSION(Kind.NUMBER),
    /** Newest CUDA. */
    MAX_CUDA_VERSION(Kind.NUMBER),
    /** Least compute capability, 806 for 8.6. */
    MIN_NVIDIA_COMPCAP(Kind.NUMBER),
    /** Greatest compute capability. */
    MAX_NVIDIA_COMPCAP(Kind.NUMBER),
    /** Least number of AMD's processor family. */
    MIN_CAL_TARGET(Kind.NUMBER),
    /** Greatest number of AMD's processor family. */
    MAX_CAL_TARGET(Kind.NUMBER),
    /** Oldest display driver, 53513 for NVIDIA's 535.13, 10041848 for CAL 1.4.1848. */
    MIN_DRIVER_VERSION(Kind.NUMBER),
    /** Newest display driver. */
    MAX_DRIVER_VERSION(Kind.NUMBER),
    /** Oldest OpenCL, 102 for 1.2. */
    MIN_OPENCL_VERSION(Kind.NUMBER),
    /** Newest OpenCL. */
    MAX_OPENCL_VERSION(Kind.NUMBER),
    /** Oldest revision of the OpenCL driver, 112420 for 1124.2. */
    MIN_OPENCL_DRIVER_REVISION(Kind.NUMBER),
    /** Newest revision of the OpenCL driver. */
    MAX_OPENCL_DRIVER_REVISION(Kind.NUMBER),
    /** It must compute with 64 bits; only with OpenCL. */
    DOUBLE_PRECISION_FP(Kind.FLAG),
    /** Least number of Apple's Metal. */
    MIN_METAL_SUPPORT(Kind.NUMBER),
    /** Least coprocessor memory in megabytes. */
    MIN_GPU_RAM_MB(Kind.NUMBER),
    /** Least speed at best, floating-point operations per second. */
    MIN_GPU_PEAK_FLOPS(Kind.NUMBER),
    /** Greatest speed at best. */
    MAX_GPU_PEAK_FLOPS(Kind.NUMBER),
    /** The project preference with the share of a coprocessor that a task takes. */
    GPU_UTILIZATION_TAG(Kind.TEXT),

    /** Processors that a task keeps busy. */
    AVG_NCPUS(Kind.NUMBER),
    /** Most threads of a task; as many as there are usable processors up to it. */
    MAX_THREADS(Kind.NUMBER),
    /** Whether the command line says the number of threads: {@code --nthreads N}. */
    NTHREADS_CMDLINE(Kind.FLAG),
    /** Memory in megabytes that a task needs however many threads it has. */
    MEM_USAGE_BASE_MB(Kind.NUMBER),
    /** Memory in megabytes that each thread needs besides; the command line then says {@code --memory_size_mb N}. */
    MEM_USAGE_PER_CPU_MB(Kind.NUMBER),
    /** Coprocessors that a task takes; below 0 for as many tasks on one as fit into its memory. */
    NGPUS(Kind.NUMBER),
    /** Coprocessor memory in megabytes that a task takes. */
    GPU_RAM_USED_MB(Kind.NUMBER),
    /** Share of the operations, 0 to 1, that a task does on the processor beside the coprocessor. */
    CPU_FRAC(Kind.NUMBER),
    /** Share of the coprocessor's speed at best that the version reaches. */
    GPU_PEAK_FLOPS_SCALE(Kind.NUMBER),
    /** How much faster than a plain program it is. */
    PROJECTED_FLOPS_SCALE(Kind.NUMBER);

    /** How an element's text is read. */
    enum Kind {
        /** A truth value, as {@code <x/>} or 1 or 0. */
        FLAG,
        /** A number. */
        NUMBER,
        /** A text that is not empty. */
        TEXT,
        /** An extended regular expression that must be found somewhere. */
        PATTERN,
        /** A text; the element may be repeated. */
        TEXTS,
        /** A number; the element may be repeated. */
        NUMBERS
    }

    private static final Map<String, PlanClassElement> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(PlanClassElement::xmlName, Function.identity()));

    /** Names that older releases of BOINC used. */
    private static final Map<String, PlanClassElement> FORMER_NAMES =
            Map.of("speedup", PROJECTED_FLOPS_SCALE, "peak_flops_scale", GPU_PEAK_FLOPS_SCALE);

    private final Kind kind;

    PlanClassElement(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it may stand in a plan class more than once. */
    boolean repeatable() {
        return kind == Kind.TEXTS || kind == Kind.NUMBERS;
    }

    /** The name in the file. */
    String xmlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PlanClassElement> named(String name) {
        return Optional.ofNullable(BY_NAME.getOrDefault(name, FORMER_NAMES.get(name)));
    }
}
