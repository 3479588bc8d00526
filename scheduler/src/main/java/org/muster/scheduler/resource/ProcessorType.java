package org.muster.scheduler.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A type of processor for which clients ask for work. The order is that of BOINC's numbers. */
public enum ProcessorType {
    /** The computer's own processors. */
    CPU(0, "CPU"),

    /** Graphics processors of NVIDIA; clients before 7.0 say CUDA. */
    NVIDIA(1, "NVIDIA"),

    /** Graphics processors of AMD. */
    ATI(2, "ATI"),

    /** Graphics processors of Intel. */
    INTEL_GPU(3, "intel_gpu"),

    /** Graphics processors of Apple. */
    APPLE_GPU(4, "apple_gpu");

    /** All but the computer's own processors. */
    public static final List<ProcessorType> COPROCESSORS =
            Arrays.stream(values()).filter(ProcessorType::isCoprocessor).toList();

    private static final long FIRST_ANONYMOUS_ID = -2;
    private static final int COPROCESSORS_KNOWN_AS_NVIDIA = 70_000;

    private final int code;
    private final String boincName;

    ProcessorType(int code, String boincName) {
        this.code = code;
        this.boincName = boincName;
    }

    /** BOINC's number. */
    public int code() {
        return code;
    }

    /** The name that requests and replies use. */
    public String boincName() {
        return boincName;
    }

    /** The name that a client of this release uses. */
    public String boincName(int clientVersion) {
        return this == NVIDIA && clientVersion < COPROCESSORS_KNOWN_AS_NVIDIA ? "CUDA" : boincName;
    }

    /** Whether it is a graphics processor. */
    public boolean isCoprocessor() {
        return this != CPU;
    }

    /** What stands in {@code result.app_version_id} for a volunteer's own program that runs on it: −2 to −6. */
    public long anonymousVersionId() {
        return FIRST_ANONYMOUS_ID - code;
    }

    /** The type that a plan class of this name is for, where nothing but the name is known of it. */
    public static ProcessorType ofPlanClass(String planClass) {
        if (planClass.contains("cuda") || planClass.contains("nvidia")) {
            return NVIDIA;
        }
        if (planClass.contains("ati") || planClass.contains("amd")) {
            return ATI;
        }
        if (planClass.contains("intel_gpu")) {
            return INTEL_GPU;
        }
        return planClass.contains("apple_gpu") ? APPLE_GPU : CPU;
    }

    /** The type of a name in a request. */
    public static Optional<ProcessorType> named(String name) {
        return name.equals("CUDA")
                ? Optional.of(NVIDIA)
                : Arrays.stream(values())
                        .filter(type -> type.boincName.equals(name))
                        .findFirst();
    }
}
