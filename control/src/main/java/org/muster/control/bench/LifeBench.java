package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.muster.common.store.Database;

/**
 * Whole task lives: input files and workunits are made, simulated hosts fetch, upload and report, every daemon does its part
 * until everything is purged; then the {@link LifeAudit}. The floor of the database is measured before and after, on the same
 * server.
 */
final class LifeBench {
    private static final String SCHEDULER = "scheduler";
    private static final String UPLOADS = "file-upload-handler";
    private static final long LOOK_MILLISECONDS = 50;
    /** Longest time without any progress. */
    private static final long STUCK_NANOSECONDS = 120_000_000_000L;

    private final Path directory;
    private final Plan plan;

    /**
     * What is done.
     *
     * @param tasks lives that are measured
     * @param warmUp lives before that
     * @param inputBytes size of an input file
     * @param kill whether a scheduler and an upload handler are killed in the middle
     * @param floorSeconds how long the floor is measured, half before and half after; 0 for not at all
     * @param project settings of the project
     * @param volunteers how the hosts behave
     * @param processes how the daemons run
     */
    record Plan(
            int tasks,
            int warmUp,
            int inputBytes,
            boolean kill,
            int floorSeconds,
            BenchProject.Shape project,
            Volunteers.Manner volunteers,
            LifeProcesses.Manner processes) {}

    /**
     * What came of it.
     *
     * @param problems what was not as it must be at the end
     */
    record Outcome(LoadFigures figures, List<String> problems) {}

    /** @param directory emptied first */
    LifeBench(Path directory, Plan plan) {
        this.directory = directory.toAbsolutePath();
        this.plan = plan;
    }

    Outcome run() throws IOException, InterruptedException, ExecutionException {
        try (BenchProject project = BenchProject.create(directory, plan.project);
                Database floorRows = project.floor()) {
            Floor floor = new Floor(new LifeFloor(floorRows), plan.floorSeconds);
            floor.measure(project);
            LoadFigures figures = new LoadFigures();
            List<String> problems = new ArrayList<>();
            try (LifeProcesses processes = LifeProcesses.start(project, directory, plan.processes)) {
                Volunteers volunteers = new Volunteers(
                        Volunteers.Servers.of(project), plan.volunteers, project.accounts(plan.volunteers.hosts()));
                if (plan.warmUp > 0) {
                    new Stretch(project, processes, volunteers, "warm", plan.warmUp).run(false);
                }
                measure(project, processes, volunteers, figures);
            }
            floor.measure(project);
            floor.figures(figures);
            problems.addAll(
                    new LifeAudit(project.work(), project.config().files()).problems((long) plan.warmUp + plan.tasks));
            figures.put("problems", problems.size());
            profiles();
            return new Outcome(figures, problems);
        }
    }

    private void measure(BenchProject project, LifeProcesses processes, Volunteers volunteers, LoadFigures figures)
            throws IOException, InterruptedException, ExecutionException {
        volunteers.reset();
        ResourceUse use = ResourceUse.begin(project, processes.meters());
        Stretch stretch = new Stretch(project, processes, volunteers, "life", plan.tasks);
        stretch.run(plan.kill);
        figures.put("lives per second", plan.tasks / stretch.seconds)
                .put("lives", plan.tasks)
                .put("seconds", stretch.seconds)
                .put("seconds until all were reported", stretch.secondsReported);
        volunteers.figures(figures, stretch.secondsReported);
        use.figures(figures, plan.tasks, "life");
        processes.liveHeaps().forEach((name, megabytes) -> figures.put("heap MB: " + name, megabytes));
    }

    private void profiles() throws IOException {
        if (plan.processes.profile()) {
            try (var recordings = Files.newDirectoryStream(directory, "*.jfr")) {
                for (Path recording : recordings) {
                    System.err.println(
                            "flame graph: " + FlameGraph.draw(recording, "bench life: " + recording.getFileName()));
                }
            }
        }
    }

    /** So many lives, from the order to the purge of the last row. */
    private final class Stretch {
        private final BenchProject project;
        private final LifeProcesses processes;
        private final Volunteers volunteers;
        private final String prefix;
        private final int tasks;
        private final long reportedBefore;
        private double seconds;
        private double secondsReported;

        Stretch(BenchProject project, LifeProcesses processes, Volunteers volunteers, String prefix, int tasks) {
            this.project = project;
            this.processes = processes;
            this.volunteers = volunteers;
            this.prefix = prefix;
            this.tasks = tasks;
            this.reportedBefore = volunteers.reported();
        }

        void run(boolean kill) throws IOException, InterruptedException, ExecutionException {
            long begun = System.nanoTime();
            processes.order(prefix, tasks, plan.inputBytes);
            try (ExecutorService one = Executors.newSingleThreadExecutor()) {
                Future<?> work = one.submit(() -> {
                    volunteers.work(() -> reported() >= tasks);
                    return null;
                });
                try {
                    if (kill) {
                        awaitReports(work, tasks / 3);
                        processes.killAndRestart(SCHEDULER);
                        awaitReports(work, 2 * tasks / 3);
                        processes.killAndRestart(UPLOADS);
                    }
                    awaitReports(work, tasks);
                    work.get();
                } finally {
                    work.cancel(true);
                }
            }
            secondsReported = (System.nanoTime() - begun) / 1e9;
            awaitPurge();
            seconds = (System.nanoTime() - begun) / 1e9;
        }

        private long reported() {
            return volunteers.reported() - reportedBefore;
        }

        private void awaitReports(Future<?> work, int count) throws IOException, InterruptedException {
            long last = -1;
            long changed = System.nanoTime();
            while (!work.isDone() && reported() < count) {
                processes.requireAlive();
                changed = last == reported() ? changed : System.nanoTime();
                last = reported();
                if (System.nanoTime() - changed > STUCK_NANOSECONDS) {
                    throw new IOException("no task was reported for a long time; " + last + " of " + tasks + " were");
                }
                Thread.sleep(LOOK_MILLISECONDS);
            }
        }

        private void awaitPurge() throws IOException, InterruptedException {
            long last = -1;
            long changed = System.nanoTime();
            while (true) {
                long left = project.number("select count(*) from workunit");
                if (left == 0) {
                    return;
                }
                processes.requireAlive();
                changed = left == last ? changed : System.nanoTime();
                last = left;
                if (System.nanoTime() - changed > STUCK_NANOSECONDS) {
                    throw new IOException(left + " workunits are not purged and nothing moves; see " + directory);
                }
                Thread.sleep(LOOK_MILLISECONDS);
            }
        }
    }

    /** The floor of the database on the same server, and what the same counters say of it. */
    private static final class Floor {
        private final LifeFloor floor;
        private final int seconds;
        private final LoadFigures counts = new LoadFigures();
        private double lives;
        private double spent;

        Floor(LifeFloor floor, int seconds) {
            this.floor = floor;
            this.seconds = seconds;
        }

        void measure(BenchProject project) {
            if (seconds > 0) {
                DatabaseCounters before = project.counters();
                LifeFloor.Measured measured = floor.run(Math.max(1, seconds / 2));
                lives += measured.lives();
                spent += measured.lives() / measured.rate();
                project.counters()
                        .since(before)
                        .each(measured.lives(), (name, each) -> counts.put("floor: " + name + " per life", each));
            }
        }

        void figures(LoadFigures figures) {
            if (seconds > 0) {
                double rate = lives / spent;
                figures.put("floor: lives per second", rate)
                        .put("ratio to the floor", figures.all().get("lives per second") / rate);
                counts.all().forEach(figures::put);
            }
        }
    }
}
