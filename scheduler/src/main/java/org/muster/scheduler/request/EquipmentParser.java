package org.muster.scheduler.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.Coprocessor;

/** Collects what a request says about the computer's equipment. */
final class EquipmentParser {

    private static final int LONGEST = 254;
    private static final int LONGEST_FEATURES = 8192;
    private static final int MOST_ENTRIES = 64;

    private final StringBuilder features = new StringBuilder();
    private final List<Coprocessor.OpenCl> openCl = new ArrayList<>();
    private final List<Equipment.Distribution> distributions = new ArrayList<>();
    private final CoprocessorParser coprocessors = new CoprocessorParser();
    private String virtualBox = "";
    private String docker = "";
    private boolean extensionsDisabled;
    private boolean dockerRefused;
    private boolean subsystemRefused;

    /** Reads {@code <coprocs>}. */
    void coprocessors(XmlScanner scanner) {
        coprocessors.parse(scanner);
    }

    /** What is asked for the coprocessors. */
    CoprocessorParser demands() {
        return coprocessors;
    }

    void dockerRefused(boolean refused) {
        dockerRefused = refused;
    }

    void subsystemRefused(boolean refused) {
        subsystemRefused = refused;
    }

    /** Old clients name the processor's features in brackets behind its model. */
    void processorModel(String model) {
        int start = model.lastIndexOf('[');
        int end = model.indexOf(']', Math.max(0, start));
        if (start >= 0 && end > start) {
            features(model.substring(start + 1, end));
        }
    }

    /** Reads an element of {@code <host_info>}. */
    void element(XmlScanner scanner) {
        switch (scanner.name()) {
            case "p_features" -> features(scanner.text(LONGEST_FEATURES));
            case "p_vm_extensions_disabled" -> extensionsDisabled = scanner.flag();
            case "virtualbox_version" -> virtualBox = scanner.text(LONGEST);
            case "docker_version" -> docker = scanner.text(LONGEST);
            case "opencl_cpu_prop" -> processorOpenCl(scanner);
            case "wsl" -> distributions(scanner);
            default -> scanner.skip();
        }
    }

    private void features(String text) {
        features.append(text).append(' ');
    }

    private void processorOpenCl(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals("opencl_cpu_info") && openCl.size() < MOST_ENTRIES) {
                openCl.add(OpenClParser.parse(scanner).openCl(true));
            }
        }
    }

    private void distributions(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals("distro") && distributions.size() < MOST_ENTRIES) {
                distributions.add(distribution(scanner));
            }
        }
    }

    private static Equipment.Distribution distribution(XmlScanner scanner) {
        String name = "";
        String docker = "";
        boolean allowed = true;
        int libc = 0;
        int release = 0;
        List<Equipment.Graphics> graphics = new ArrayList<>();
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "distro_name" -> name = scanner.text(LONGEST);
                case "docker_version" -> docker = scanner.text(LONGEST);
                case "disallowed" -> allowed = !scanner.flag();
                case "libc_version" -> libc = Releases.majorMinor(scanner.text(LONGEST));
                case "distro_version" -> release = Math.clamp(scanner.integer(0), 0, 1_000_000);
                case "wsl_gpu" -> {
                    if (graphics.size() < MOST_ENTRIES) {
                        graphics.add(graphics(scanner));
                    }
                }
                default -> scanner.skip();
            }
        }
        return new Equipment.Distribution(name, allowed, libc, docker, release, graphics);
    }

    private static Equipment.Graphics graphics(XmlScanner scanner) {
        String name = "";
        boolean cuda = false;
        boolean openCl = false;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "name" -> name = scanner.text(LONGEST).toLowerCase(Locale.ROOT);
                case "has_cuda" -> cuda = scanner.flag();
                case "has_opencl" -> openCl = scanner.flag();
                default -> scanner.skip();
            }
        }
        return new Equipment.Graphics(name, cuda, openCl);
    }

    Equipment equipment() {
        return new Equipment(
                coprocessors.coprocessors(),
                ProcessorFeatures.of(features.toString()),
                openCl,
                new Equipment.VirtualMachines(
                        virtualBox, extensionsDisabled, docker, dockerRefused, subsystemRefused, distributions));
    }
}
