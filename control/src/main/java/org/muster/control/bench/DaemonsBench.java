package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Each daemon alone: the same tasks go through their lives, but only one daemon runs at a time, so that each has the machine
 * and the database to itself. Rates are taken from the moment at which a tenth of the rows is done, when the program has
 * warmed up; when all are done at the first look, the program's start is in them.
 */
final class DaemonsBench {
    private static final int INPUT_BYTES = 16_384;
    private static final int WARM = 10;
    private static final long LOOK_MILLISECONDS = 50;
    private static final long STUCK_NANOSECONDS = 300_000_000_000L;

    private final Path directory;
    private final Plan plan;
    private long looks;

    /**
     * What is done.
     *
     * @param rows tasks
     * @param project settings of the project
     * @param heapMegabytes most memory for objects of each daemon
     * @param profile whether daemons are recorded
     */
    record Plan(int rows, BenchProject.Shape project, int heapMegabytes, boolean profile) {}

    /**
     * One daemon's turn.
     *
     * @param name what it does
     * @param daemon its name
     * @param done a query that counts the rows that are done
     */
    private record Step(String name, String daemon, String done) {}

    private static final List<Step> BEFORE_HOSTS = List.of(
            new Step("creation", WorkSource.NAME, "select count(*) from workunit"),
            new Step("transition of new workunits", "transitioner", "select count(*) from result"));

    private static final List<Step> AFTER_HOSTS = List.of(
            new Step(
                    "transition of reported workunits",
                    "transitioner",
                    "select count(*) from workunit where need_validate = 1"),
            new Step("validation", "validator", "select count(*) from workunit where canonical_resultid <> 0"),
            new Step(
                    "transition of validated workunits",
                    "transitioner",
                    "select count(*) from workunit where assimilate_state = 1"),
            new Step("assimilation", "assimilator", "select count(*) from workunit where assimilate_state = 2"),
            new Step(
                    "transition of assimilated workunits",
                    "transitioner",
                    "select count(*) from workunit where file_delete_state = 1"),
            new Step(
                    "deletion of input and output files",
                    "file-deleter",
                    "select least((select count(*) from workunit where file_delete_state = 2),"
                            + " (select count(*) from result where file_delete_state = 2))"));

    /** @param directory emptied first */
    DaemonsBench(Path directory, Plan plan) {
        this.directory = directory.toAbsolutePath();
        this.plan = plan;
    }

    LoadFigures run() throws IOException, InterruptedException {
        LoadFigures figures = new LoadFigures();
        try (BenchProject project = BenchProject.create(directory, plan.project)) {
            for (Step step : BEFORE_HOSTS) {
                run(project, step, figures);
            }
            new FinishedTasks(project).finish();
            for (Step step : AFTER_HOSTS) {
                run(project, step, figures);
            }
            run(
                    project,
                    new Step("purge", "db-purge", "select " + plan.rows + " - (select count(*) from workunit)"),
                    figures);
        }
        if (plan.profile) {
            FlameGraph.drawAll(directory, "bench daemons");
        }
        return figures;
    }

    private void run(BenchProject project, Step step, LoadFigures figures) throws IOException, InterruptedException {
        LongSupplier done = () -> project.number(step.done);
        if (done.getAsLong() >= plan.rows) {
            return;
        }
        String file = step.name.replace(' ', '-');
        Optional<Path> recording = plan.profile ? Optional.of(directory.resolve(file + ".jfr")) : Optional.empty();
        try (ChildDaemons daemon = ChildDaemons.start(new ChildDaemons.Start(
                project.configFile(),
                directory.resolve(file + ".log"),
                plan.heapMegabytes,
                List.of(step.daemon),
                recording))) {
            if (step.daemon.equals(WorkSource.NAME)) {
                daemon.order("daemons " + plan.rows + " " + INPUT_BYTES + " " + Integer.MAX_VALUE);
            }
            Map<String, ProcessMeter> meters = new LinkedHashMap<>();
            meters.put("database", project.databaseProcess());
            meters.put(step.daemon, daemon.meter(0));
            ResourceUse use = ResourceUse.begin(project, meters);
            long begun = System.nanoTime();
            long from = await(daemon, step, done, plan.rows / WARM);
            if (from < plan.rows) {
                use = ResourceUse.begin(project, meters);
                begun = System.nanoTime();
            } else {
                from = 0;
            }
            long looksBefore = looks;
            await(daemon, step, done, plan.rows);
            double rows = plan.rows - from;
            figures.put(step.name + ": rows per second", rows / ((System.nanoTime() - begun) / 1e9));
            use.brief(figures, rows, looks - looksBefore, step.name, "row");
        }
    }

    /** Waits until so many rows are done; returns how many are. */
    private long await(ChildDaemons daemon, Step step, LongSupplier done, long wanted)
            throws IOException, InterruptedException {
        long last = -1;
        long changed = System.nanoTime();
        while (true) {
            long now = done.getAsLong();
            looks++;
            if (now >= wanted) {
                return now;
            }
            daemon.requireAlive();
            changed = now == last ? changed : System.nanoTime();
            last = now;
            if (System.nanoTime() - changed > STUCK_NANOSECONDS) {
                throw new IOException("the " + step.daemon + " has done " + now + " of " + wanted + " rows in '"
                        + step.name + "' and does not go on");
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }
}
