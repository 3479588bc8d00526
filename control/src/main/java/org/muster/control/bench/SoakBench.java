package org.muster.control.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Whole task lives for hours: what the project does and holds is noted every minute, and in the end how the second half
 * differs from the first. Then everything is purged, and the {@link LifeAudit} follows.
 */
final class SoakBench {
    private static final int ORDER = 1000;
    /** Tasks that are ordered and not reported yet. */
    private static final int AHEAD = 6000;

    private static final long LOOK_MILLISECONDS = 100;

    private final Path directory;
    private final Plan plan;
    private final PrintStream progress;

    /**
     * What is done.
     *
     * @param seconds how long work is made
     * @param sampleSeconds time between two notes
     * @param inputBytes size of an input file
     * @param project settings of the project
     * @param volunteers how the hosts behave
     * @param processes how the daemons run
     */
    record Plan(
            int seconds,
            int sampleSeconds,
            int inputBytes,
            BenchProject.Shape project,
            Volunteers.Manner volunteers,
            LifeProcesses.Manner processes) {}

    /**
     * What came of it.
     *
     * @param series the notes, in order
     * @param problems what was not as it must be at the end
     */
    record Outcome(LoadFigures figures, List<Map<String, Double>> series, List<String> problems) {}

    /**
     * @param directory emptied first
     * @param progress where notes are printed as they are taken
     */
    SoakBench(Path directory, Plan plan, PrintStream progress) {
        this.directory = directory.toAbsolutePath();
        this.plan = plan;
        this.progress = progress;
    }

    Outcome run() throws IOException, InterruptedException, ExecutionException {
        try (BenchProject project = BenchProject.create(directory, plan.project)) {
            LoadFigures figures = new LoadFigures();
            List<Map<String, Double>> series = new ArrayList<>();
            long tasks;
            try (LifeProcesses processes = LifeProcesses.start(project, directory, plan.processes)) {
                Volunteers volunteers = new Volunteers(
                        Volunteers.Servers.of(project), plan.volunteers, project.accounts(plan.volunteers.hosts()));
                ResourceUse use = ResourceUse.begin(project, processes.meters());
                long begun = System.nanoTime();
                tasks = new Stretch(project, processes, volunteers, series).run();
                double seconds = (System.nanoTime() - begun) / 1e9;
                figures.put("lives per second", tasks / seconds)
                        .put("lives", tasks)
                        .put("seconds", seconds);
                volunteers.figures(figures, seconds);
                use.figures(figures, tasks, "life");
            }
            new Drift(series).figures(figures);
            List<String> problems =
                    new LifeAudit(project.work(), project.config().files()).problems(0, tasks);
            if (plan.processes.profile()) {
                FlameGraph.drawAll(directory, "bench soak");
            }
            return new Outcome(figures.put("problems", problems.size()), series, problems);
        }
    }

    /** The hours themselves. */
    private final class Stretch {
        private final BenchProject project;
        private final LifeProcesses processes;
        private final Volunteers volunteers;
        private final List<Map<String, Double>> series;
        private final AtomicLong ordered = new AtomicLong();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final long begun = System.nanoTime();
        private long reportedAtLastNote;
        private double secondsAtLastNote;

        Stretch(
                BenchProject project,
                LifeProcesses processes,
                Volunteers volunteers,
                List<Map<String, Double>> series) {
            this.project = project;
            this.processes = processes;
            this.volunteers = volunteers;
            this.series = series;
        }

        /** Returns how many tasks there were. */
        long run() throws IOException, InterruptedException, ExecutionException {
            try (ExecutorService one = Executors.newSingleThreadExecutor()) {
                Future<?> work = one.submit(() -> {
                    volunteers.work(() -> enough.get() && volunteers.reported() >= ordered.get());
                    return null;
                });
                try {
                    while (seconds() < plan.seconds && !work.isDone()) {
                        order();
                        noteWhenDue();
                        Thread.sleep(LOOK_MILLISECONDS);
                    }
                    enough.set(true);
                    work.get();
                } finally {
                    work.cancel(true);
                }
            }
            new LifeStretch(project, processes, volunteers, 0).awaitPurge();
            return ordered.get();
        }

        private void order() throws IOException {
            processes.requireAlive();
            while (ordered.get() - volunteers.reported() < AHEAD) {
                processes.order("soak_" + ordered.get(), ORDER, plan.inputBytes);
                ordered.addAndGet(ORDER);
            }
        }

        private void noteWhenDue() throws IOException, InterruptedException {
            double now = seconds();
            if (now - secondsAtLastNote < plan.sampleSeconds) {
                return;
            }
            Map<String, Double> note = new LinkedHashMap<>();
            long reported = volunteers.reported();
            note.put("seconds", now);
            note.put("lives per second", (reported - reportedAtLastNote) / (now - secondsAtLastNote));
            note.put("workunit rows", (double) project.number("select count(*) from workunit"));
            note.put("result rows", (double) project.number("select count(*) from result"));
            note.put("input files", (double) files(project.config().files().downloadDirectory()));
            note.put("output files", (double) files(project.config().files().uploadDirectory()));
            processes.meters().forEach((name, meter) -> note.put("resident MB: " + name, meter.residentMegabytes()));
            processes.liveHeaps().forEach((name, megabytes) -> note.put("heap MB: " + name, megabytes));
            series.add(note);
            secondsAtLastNote = now;
            reportedAtLastNote = reported;
            StringBuilder line = new StringBuilder();
            note.forEach(
                    (name, value) -> line.append(String.format(Locale.ROOT, "%s %s; ", name, BenchRun.number(value))));
            progress.println(line);
        }

        private double seconds() {
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static long files(Path root) throws IOException {
        try (Stream<Path> all = Files.find(root, Integer.MAX_VALUE, (path, facts) -> facts.isRegularFile())) {
            return all.count();
        }
    }
}
