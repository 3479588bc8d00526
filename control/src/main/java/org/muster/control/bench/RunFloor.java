package org.muster.control.bench;

/** The floor of the database, measured on the same server before and after a benchmark, by the same counters. */
final class RunFloor {
    private final LifeFloor floor;
    private final int seconds;
    private final LoadFigures counts = new LoadFigures();
    private double lives;
    private double spent;

    /** @param seconds how long in all; 0 for not at all */
    RunFloor(LifeFloor floor, int seconds) {
        this.floor = floor;
        this.seconds = seconds;
    }

    /** Measures one half. */
    void measure(BenchProject project) {
        if (seconds == 0) {
            return;
        }
        DatabaseCounters before = project.counters();
        LifeFloor.Measured measured = floor.run(Math.max(1, seconds / 2));
        lives += measured.lives();
        spent += measured.lives() / measured.rate();
        project.counters()
                .since(before)
                .each(measured.lives(), (name, each) -> counts.put("floor: " + name + " per life", each));
    }

    /** Adds the floor, and the ratio of {@code lives per second} to it. */
    void figures(LoadFigures figures) {
        if (seconds > 0) {
            double rate = lives / spent;
            figures.put("floor: lives per second", rate)
                    .put("ratio to the floor", figures.all().get("lives per second") / rate);
            counts.all().forEach(figures::put);
        }
    }
}
