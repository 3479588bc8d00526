package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes that take tasks through their lives: all daemons but the splitter, and the source of work. */
final class LifeProcesses implements AutoCloseable {
    private static final String SCHEDULER = "scheduler";
    private static final String UPLOADS = "file-upload-handler";
    private static final List<String> FRONT = List.of(SCHEDULER, UPLOADS);
    private static final List<String> REST = List.of(
            "file-deleter",
            "antique-sweeper",
            "db-purge",
            "assimilator",
            "validator",
            "transitioner",
            "web",
            WorkSource.NAME);

    private final BenchProject project;
    private final List<ChildDaemons> processes;
    private final Map<String, ProcessMeter> meters = new LinkedHashMap<>();

    /** Which daemons share a process. */
    enum Layout {
        /** All in one. */
        TOGETHER,
        /** Scheduler and file upload handler each in one, the rest in another. */
        FRONT_APART,
        /** Each in its own. */
        APART;

        private List<List<String>> groups() {
            List<String> all = Stream.concat(FRONT.stream(), REST.stream()).toList();
            return switch (this) {
                case TOGETHER -> List.of(all);
                case FRONT_APART -> List.of(List.of(SCHEDULER), List.of(UPLOADS), REST);
                case APART -> all.stream().map(List::of).toList();
            };
        }
    }

    /**
     * How the processes run.
     *
     * @param layout which daemons share one
     * @param heapMegabytes most memory for objects, of each
     * @param profile whether they are recorded
     */
    record Manner(Layout layout, int heapMegabytes, boolean profile) {}

    private LifeProcesses(BenchProject project, List<ChildDaemons> processes) {
        this.project = project;
        this.processes = processes;
    }

    /** Starts all and waits until the servers answer. */
    static LifeProcesses start(BenchProject project, Path directory, Manner manner)
            throws IOException, InterruptedException {
        LifeProcesses started = new LifeProcesses(project, new ArrayList<>());
        try {
            for (List<String> names : manner.layout.groups()) {
                String name = names.size() == 1 ? names.getFirst() : "daemons";
                Optional<Path> recording =
                        manner.profile ? Optional.of(directory.resolve(name + ".jfr")) : Optional.empty();
                started.processes.add(ChildDaemons.start(new ChildDaemons.Start(
                        project.configFile(),
                        directory.resolve(name + ".log"),
                        manner.heapMegabytes,
                        names,
                        recording)));
            }
            started.awaitServers();
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
        started.meters.put("database", project.databaseProcess());
        started.processes.forEach(process -> started.meters.put(process.name(), process.meter(0)));
        started.meters.put("load", new ProcessMeter(ProcessHandle.current().pid()));
        return started;
    }

    private void awaitServers() throws IOException, InterruptedException {
        Waiting.forServer(project.scheduler(), holder(SCHEDULER));
        Waiting.forServer(project.uploads(), holder(UPLOADS));
        Waiting.forServer(project.downloads(), holder("web"));
    }

    private ChildDaemons holder(String daemon) {
        return processes.stream()
                .filter(process -> process.daemons().contains(daemon))
                .findFirst()
                .orElseThrow();
    }

    /** Orders tasks of the source of work. */
    void order(String prefix, long tasks, int inputBytes) throws IOException {
        holder(WorkSource.NAME).order(prefix + " " + tasks + " " + inputBytes);
    }

    /** Kills the process of a daemon, as {@code kill -9} does, and starts it again. */
    void killAndRestart(String daemon) throws IOException, InterruptedException {
        ChildDaemons victim = holder(daemon);
        double used = meters.get(victim.name()).processorSeconds();
        victim.kill();
        ChildDaemons successor = victim.again();
        processes.set(processes.indexOf(victim), successor);
        meters.put(successor.name(), successor.meter(used));
    }

    void requireAlive() throws IOException {
        for (ChildDaemons process : processes) {
            process.requireAlive();
        }
    }

    /** The daemons' processes, the database's and this one, by name. */
    Map<String, ProcessMeter> meters() {
        return meters;
    }

    /** Megabytes of objects in use in each of the daemons' processes. */
    Map<String, Double> liveHeaps() throws IOException, InterruptedException {
        Map<String, Double> heaps = new LinkedHashMap<>();
        for (ChildDaemons process : processes) {
            heaps.put(process.name(), process.liveHeapMegabytes());
        }
        return heaps;
    }

    @Override
    public void close() throws InterruptedException {
        for (ChildDaemons process : processes) {
            process.close();
        }
    }
}
