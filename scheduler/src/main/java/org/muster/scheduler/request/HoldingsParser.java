package org.muster.scheduler.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

/** Collects what a request says about versions and files that the client has, and about its queue. */
final class HoldingsParser {

    private static final int LONGEST = 254;
    private static final int MOST_VERSIONS = 1000;
    private static final int MOST_FILES = 10_000;
    private static final int MOST_QUEUED = 10_000;
    private static final double MOST_INSTANCES = 65_536;

    private final List<ClientVersion> versions = new ArrayList<>();
    private final List<Holdings.StickyFile> files = new ArrayList<>();
    private final List<Holdings.QueuedTask> queue = new ArrayList<>();

    /** Reads {@code <app_versions>}; every entry takes its place in the list, whatever it says. */
    void versions(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals("app_version") && versions.size() < MOST_VERSIONS) {
                versions.add(version(scanner));
            }
        }
    }

    private static ClientVersion version(XmlScanner scanner) {
        String application = "";
        String platform = "";
        String planClass = "";
        int number = 0;
        double processors = 1;
        double flops = 0;
        double memory = 0;
        Coprocessors coprocessors = new Coprocessors(ProcessorType.CPU, 0);
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "app_name" -> application = scanner.text(LONGEST);
                case "platform" -> platform = scanner.text(LONGEST);
                case "plan_class" -> planClass = scanner.text(LONGEST);
                case "version_num" -> number = Math.clamp(scanner.integer(0), 0, Integer.MAX_VALUE);
                case "avg_ncpus" -> processors = instances(scanner.real(1), 1);
                case "flops" -> flops = Math.clamp(scanner.real(0), 0, 1e300);
                case "gpu_ram" -> memory = Math.clamp(scanner.real(0), 0, 1e300);
                case "coproc" -> coprocessors = Coprocessors.parse(scanner).orElse(coprocessors);
                default -> scanner.skip();
            }
        }
        Usage usage = new Usage(coprocessors.type, processors, coprocessors.count, memory, 0, flops, "");
        return new ClientVersion(application, number, platform, planClass, usage);
    }

    /** What a version takes of one type of coprocessor. */
    private record Coprocessors(ProcessorType type, double count) {

        static Optional<Coprocessors> parse(XmlScanner scanner) {
            Optional<ProcessorType> type = Optional.empty();
            double count = 1;
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "type" -> type = ProcessorType.named(scanner.text(LONGEST));
                    case "count" -> count = instances(scanner.real(1), 1);
                    default -> scanner.skip();
                }
            }
            double taken = count;
            return type.filter(ProcessorType::isCoprocessor).map(known -> new Coprocessors(known, taken));
        }
    }

    /** Reads a sticky file. */
    void file(XmlScanner scanner) {
        String name = "";
        double bytes = 0;
        int status = 1;
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "name" -> name = scanner.text(LONGEST);
                case "nbytes" -> bytes = Math.clamp(scanner.real(0), 0, 1e300);
                case "status" -> status = Math.clamp(scanner.integer(0), -10_000, 10_000);
                default -> scanner.skip();
            }
        }
        if (!name.isEmpty() && files.size() < MOST_FILES) {
            files.add(new Holdings.StickyFile(name, bytes, status));
        }
    }

    /** Reads {@code <in_progress_results>}. */
    void queue(XmlScanner scanner) {
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals("ip_result") && queue.size() < MOST_QUEUED) {
                queue.add(queued(scanner));
            }
        }
    }

    private static Holdings.QueuedTask queued(XmlScanner scanner) {
        double deadline = 0;
        double remaining = 0;
        double processors = 1;
        Coprocessors coprocessors = new Coprocessors(ProcessorType.CPU, 0);
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "report_deadline" -> deadline = Math.clamp(scanner.real(0), 0, 1e12);
                case "time_remaining" -> remaining = Math.clamp(scanner.real(0), 0, 1e12);
                case "avg_ncpus" -> processors = instances(scanner.real(1), 1);
                case "ncudas" -> coprocessors = new Coprocessors(ProcessorType.NVIDIA, instances(scanner.real(0), 0));
                case "natis" -> coprocessors = new Coprocessors(ProcessorType.ATI, instances(scanner.real(0), 0));
                case "nintel_gpus" ->
                    coprocessors = new Coprocessors(ProcessorType.INTEL_GPU, instances(scanner.real(0), 0));
                case "napple_gpus" ->
                    coprocessors = new Coprocessors(ProcessorType.APPLE_GPU, instances(scanner.real(0), 0));
                default -> scanner.skip();
            }
        }
        return coprocessors.count > 0
                ? new Holdings.QueuedTask(deadline, remaining, coprocessors.type, coprocessors.count)
                : new Holdings.QueuedTask(deadline, remaining, ProcessorType.CPU, processors);
    }

    private static double instances(double count, double otherwise) {
        return count > 0 ? Math.min(count, MOST_INSTANCES) : otherwise;
    }

    Holdings holdings() {
        return new Holdings(versions, files, queue);
    }
}
