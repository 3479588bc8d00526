package org.muster.control.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.muster.common.store.Database;

/**
 * Whole task lives: input files and workunits are made, simulated hosts fetch, upload and report, every daemon does its part
 * until everything is purged; then the {@link LifeAudit}. The floor of the database is measured before and after, on the same
 * server.
 */
final class LifeBench {
    private static final String SCHEDULER = "scheduler";
    private static final String UPLOADS = "file-upload-handler";

    private final Path directory;
    private final Plan plan;

    /**
     * What is done.
     *
     * @param tasks lives that are measured
     * @param warmUp lives before that
     * @param rows tasks that only lie there
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
            int rows,
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
            new ResidentRows(project.work()).tasks(plan.rows);
            RunFloor floor = new RunFloor(new LifeFloor(floorRows), plan.floorSeconds);
            floor.measure(project);
            LoadFigures figures = new LoadFigures();
            try (LifeProcesses processes = LifeProcesses.start(project, directory, plan.processes)) {
                Volunteers volunteers = new Volunteers(
                        Volunteers.Servers.of(project), plan.volunteers, project.accounts(plan.volunteers.hosts()));
                if (plan.warmUp > 0) {
                    stretch(project, processes, volunteers).run("warm", plan.warmUp, plan.inputBytes);
                }
                measure(project, processes, volunteers, figures);
            }
            floor.measure(project);
            floor.figures(figures);
            List<String> problems = new LifeAudit(
                            project.work(), project.config().files())
                    .problems(plan.rows, (long) plan.warmUp + plan.tasks);
            if (plan.processes.profile()) {
                FlameGraph.drawAll(directory, "bench life");
            }
            return new Outcome(figures.put("problems", problems.size()), problems);
        }
    }

    private LifeStretch stretch(BenchProject project, LifeProcesses processes, Volunteers volunteers) {
        return new LifeStretch(project, processes, volunteers, plan.rows);
    }

    private void measure(BenchProject project, LifeProcesses processes, Volunteers volunteers, LoadFigures figures)
            throws IOException, InterruptedException, ExecutionException {
        volunteers.reset();
        ResourceUse use = ResourceUse.begin(project, processes.meters());
        LifeStretch stretch = stretch(project, processes, volunteers);
        if (plan.kill) {
            stretch.interruptAt(plan.tasks / 3, () -> processes.killAndRestart(SCHEDULER));
            stretch.interruptAt(2 * plan.tasks / 3, () -> processes.killAndRestart(UPLOADS));
        } else {
            new FullLoad(project, processes, volunteers).during(stretch, plan.tasks, figures);
        }
        LifeStretch.Took took = stretch.run("life", plan.tasks, plan.inputBytes);
        figures.put("lives per second", plan.tasks / took.seconds())
                .put("lives", plan.tasks)
                .put("seconds", took.seconds())
                .put("seconds until all were reported", took.secondsReported());
        volunteers.figures(figures, took.secondsReported());
        use.figures(figures, plan.tasks, "life");
        processes.liveHeaps().forEach((name, megabytes) -> figures.put("heap MB: " + name, megabytes));
    }
}
