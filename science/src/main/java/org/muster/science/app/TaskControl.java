package org.muster.science.app;

/**
 * What stands between the thread that searches and the one that talks to the client: the wish to suspend or stop on the
 * one side, how far the search is on the other. Thread-safe.
 */
final class TaskControl {
    private boolean suspended;
    private Stop stop;
    private double fractionDone;
    private double checkpointCpuSeconds;

    TaskControl(double checkpointCpuSeconds) {
        this.checkpointCpuSeconds = checkpointCpuSeconds;
    }

    synchronized void suspend() {
        suspended = true;
    }

    synchronized void resume() {
        suspended = false;
        notifyAll();
    }

    synchronized boolean isSuspended() {
        return suspended;
    }

    /** Stops the search at its next step; the first reason counts. */
    synchronized void stop(Stop reason) {
        if (stop == null) {
            stop = reason;
        }
        notifyAll();
    }

    synchronized double fractionDone() {
        return fractionDone;
    }

    /** The CPU time up to the last checkpoint, over all runs of the task, in seconds. */
    synchronized double checkpointCpuSeconds() {
        return checkpointCpuSeconds;
    }

    synchronized void checkpointWritten(double cpuSeconds) {
        checkpointCpuSeconds = cpuSeconds;
    }

    /**
     * Called by the search at every step: stays here while the task is suspended.
     *
     * @throws TaskStoppedException when the task has to stop
     */
    synchronized void step(double fraction) {
        fractionDone = fraction;
        while (suspended && stop == null) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop = Stop.QUIT;
            }
        }
        if (stop != null) {
            throw new TaskStoppedException(stop);
        }
    }
}
