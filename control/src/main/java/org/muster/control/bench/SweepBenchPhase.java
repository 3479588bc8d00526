package org.muster.control.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * One measurement of what goes on in an upload area: uploads as fast as a few connections can, and the file deleter with a
 * number of files to delete.
 */
final class SweepBenchPhase {
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final long LOOK_MILLISECONDS = 100;

    private final BenchProject project;
    private final UploadStream uploads;
    private final int seconds;
    private final int released;

    /** Latencies of uploads in microseconds, and seconds for each deletion. */
    record Measured(Histogram latencies, double secondsForDeletion) {

        /** How many times as long everything takes as it does on average in two others. */
        void comparedWith(Measured before, Measured after, LoadFigures figures) {
            for (double percentile : PERCENTILES) {
                double alone = before.latencies().getValueAtPercentile(percentile)
                        + after.latencies().getValueAtPercentile(percentile);
                figures.put(
                        "upload p" + (int) percentile + ", beside / alone",
                        2.0 * latencies.getValueAtPercentile(percentile) / alone);
            }
            figures.put(
                    "time of a deletion, beside / alone",
                    2 * secondsForDeletion / (before.secondsForDeletion() + after.secondsForDeletion()));
        }
    }

    /** @param released how many files the file deleter gets to delete in each phase */
    SweepBenchPhase(BenchProject project, UploadStream uploads, int seconds, int released) {
        this.project = project;
        this.uploads = uploads;
        this.seconds = seconds;
        this.released = released;
    }

    /** Measures; ends when the file deleter has nothing left to do. */
    Measured run(String name, LoadFigures figures) throws InterruptedException, ExecutionException {
        project.work()
                .write(handle -> handle.execute(
                        "update result set file_delete_state = 1 where file_delete_state = 0 and name like 'old%' limit ?",
                        released));
        long begun = System.nanoTime();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Histogram> uploading = thread.submit(() -> uploads.run(name, seconds));
            while (project.number("select count(*) from result where file_delete_state = 1") > 0) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
            double deleting = (System.nanoTime() - begun) / 1e9;
            Measured measured = new Measured(uploading.get(), deleting / released);
            figures.put("files deleted per second, " + name, released / deleting);
            figures.put("uploads per second, " + name, measured.latencies().getTotalCount() / (double) seconds);
            for (double percentile : PERCENTILES) {
                figures.put(
                        "upload p" + (int) percentile + " milliseconds, " + name,
                        measured.latencies().getValueAtPercentile(percentile) / 1000.0);
            }
            return measured;
        }
    }
}
