package org.muster.scheduler.rules;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.scheduler.request.HostFacts;

/**
 * Classes of computers that give the same answer to the last bit. An application with homogeneous redundancy sends all
 * results of a workunit to computers of one class. A class is a number for the system plus one for the processor; a
 * computer whose kind is not known has none and gets no such work. Pure. Source: homogeneous redundancy of the BOINC
 * scheduler, whose numbers are in {@code workunit.hr_class}.
 */
public enum HomogeneousClass {
    /** Any computer. */
    NONE(0),
    /** By system and family of processors. */
    FINE(1),
    /** By system and kind of processors; Intel's and AMD's count as one. */
    COARSE(2);

    private static final int NO_SYSTEM = 128;
    private static final int LINUX = 256;
    private static final int WINDOWS = 384;
    private static final int DARWIN = 512;
    private static final int FREE_BSD = 640;
    private static final int ANDROID = 768;

    private final int code;

    HomogeneousClass(int code) {
        this.code = code;
    }

    /** The granularity of a code in {@code app.homogeneous_redundancy}; an unknown code is taken for none. */
    public static HomogeneousClass of(int code) {
        for (HomogeneousClass granularity : values()) {
            if (granularity.code == code) {
                return granularity;
            }
        }
        return NONE;
    }

    /** A computer's class in every granularity in which it has one. */
    public static Map<HomogeneousClass, Integer> allOf(HostFacts host) {
        Map<HomogeneousClass, Integer> classes = new EnumMap<>(HomogeneousClass.class);
        for (HomogeneousClass granularity : values()) {
            granularity.classOf(host).ifPresent(number -> classes.put(granularity, number));
        }
        return classes;
    }

    /** The class of a computer, 0 when any will do; empty when the computer's kind is not known. */
    public Optional<Integer> classOf(HostFacts host) {
        return classOf(
                host.name().osName(),
                host.processor().vendor(),
                host.processor().model());
    }

    Optional<Integer> classOf(String systemName, String vendorName, String modelName) {
        int system = system(systemName.toLowerCase(Locale.ROOT));
        String vendor = vendorName.toLowerCase(Locale.ROOT);
        String model = modelName.toLowerCase(Locale.ROOT);
        return switch (this) {
            case NONE -> Optional.of(0);
            case FINE -> {
                int processor = ProcessorFamily.of(vendor, model);
                yield system == NO_SYSTEM || processor == ProcessorFamily.NO_PROCESSOR
                        ? Optional.empty()
                        : Optional.of(system + processor);
            }
            case COARSE -> {
                int processor = coarse(vendor, model);
                boolean known = switch (system) {
                    case LINUX, WINDOWS -> true;
                    case DARWIN -> processor == ProcessorFamily.INTEL || processor == ProcessorFamily.POWER_PC;
                    default -> false;
                };
                yield known ? Optional.of(system + processor) : Optional.empty();
            }
        };
    }

    private static int system(String name) {
        if (name.contains("linux")) {
            return LINUX;
        }
        if (name.contains("windows")) {
            return WINDOWS;
        }
        if (name.contains("darwin")) {
            return DARWIN;
        }
        if (name.contains("freebsd")) {
            return FREE_BSD;
        }
        return name.contains("android") ? ANDROID : NO_SYSTEM;
    }

    private static int coarse(String vendor, String model) {
        if (vendor.contains("intel") || vendor.contains("amd")) {
            return ProcessorFamily.INTEL;
        }
        if (vendor.contains("macintosh")) {
            return ProcessorFamily.POWER_PC;
        }
        return vendor.contains("arm") || model.contains("arm") ? ProcessorFamily.ARM : ProcessorFamily.NO_PROCESSOR;
    }
}
