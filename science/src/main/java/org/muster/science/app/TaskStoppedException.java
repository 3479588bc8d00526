package org.muster.science.app;

/** Ends the search of a task that has to stop. */
final class TaskStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Stop stop;

    TaskStoppedException(Stop stop) {
        super(stop.words(), null, false, false);
        this.stop = stop;
    }

    Stop stop() {
        return stop;
    }
}
