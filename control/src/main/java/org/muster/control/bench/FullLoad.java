package org.muster.control.bench;

/**
 * The middle of many lives, in which every step has work at once: without the beginning, when there is nothing to validate,
 * and without the end, when hosts have nothing to do and sets are small. Used once.
 */
final class FullLoad {
    /** Where the middle begins and ends, in tenths of the tasks that are reported. */
    private static final int FIRST_TENTH = 3;

    private static final int LAST_TENTH = 8;

    /** Fewer have no middle. */
    private static final int FEWEST_TASKS = 10;

    private final BenchProject project;
    private final LifeProcesses processes;
    private final Volunteers volunteers;
    private Mark begun;
    private ResourceUse use;

    /**
     * A moment.
     *
     * @param nanoseconds when
     * @param reported tasks that had been reported
     * @param purged workunits that had been purged
     */
    record Mark(long nanoseconds, long reported, long purged) {
        /** Lives since an earlier moment: tasks that were reported or purged meanwhile, whichever were fewer. */
        long livesSince(Mark earlier) {
            return Math.min(reported - earlier.reported, purged - earlier.purged);
        }
    }

    FullLoad(BenchProject project, LifeProcesses processes, Volunteers volunteers) {
        this.project = project;
        this.processes = processes;
        this.volunteers = volunteers;
    }

    /** Lets it be measured in the middle of this stretch, and its figures be added. */
    void during(LifeStretch stretch, int tasks, LoadFigures figures) {
        if (tasks < FEWEST_TASKS) {
            return;
        }
        stretch.interruptAt(FIRST_TENTH * tasks / 10, this::begin);
        stretch.interruptAt(LAST_TENTH * tasks / 10, () -> end(figures));
    }

    private void begin() {
        begun = mark();
        use = ResourceUse.begin(project, processes.meters());
    }

    /** In a short run nothing was purged meanwhile, and nothing can be said. */
    private void end(LoadFigures figures) {
        Mark ended = mark();
        long lives = ended.livesSince(begun);
        if (lives <= 0) {
            return;
        }
        double seconds = (ended.nanoseconds - begun.nanoseconds) / 1e9;
        figures.put("at full load: lives per second", lives / seconds)
                .put("at full load: seconds", seconds)
                .put("at full load: lives", lives);
        use.brief(figures, lives, 0, "at full load", "life");
    }

    /** Workunits have ascending numbers, and those that are purged are not there. */
    private Mark mark() {
        long purged = project.number("select coalesce(max(id), 0) - count(*) from workunit");
        return new Mark(System.nanoTime(), volunteers.reported(), purged);
    }
}
