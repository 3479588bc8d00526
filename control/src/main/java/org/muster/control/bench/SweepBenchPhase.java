package org.muster.control.bench;

import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/**
 * One measurement of what goes on in an upload area: uploads as fast as a few connections can, and the file deleter with
 * more to do than it can get done meanwhile.
 */
final class SweepBenchPhase {
    private static final double[] PERCENTILES = {50, 95, 99};
    private static final int RELEASED_PER_SECOND = 4000;
    private static final long LOOK_MILLISECONDS = 200;

    private final BenchProject project;
    private final UploadStream uploads;
    private final int seconds;

    SweepBenchPhase(BenchProject project, UploadStream uploads, int seconds) {
        this.project = project;
        this.uploads = uploads;
        this.seconds = seconds;
    }

    /** Measures; ends when the file deleter has nothing left to do. */
    void run(String name, LoadFigures figures) throws InterruptedException, ExecutionException {
        long before = inState(2);
        project.work()
                .write(handle -> handle.execute(
                        "update result set file_delete_state = 1 where file_delete_state = 0 and name like 'old%' limit ?",
                        seconds * RELEASED_PER_SECOND));
        Histogram latencies = uploads.run(name, seconds);
        figures.put("files deleted per second, " + name, (inState(2) - before) / (double) seconds);
        figures.put("uploads per second, " + name, latencies.getTotalCount() / (double) seconds);
        for (double percentile : PERCENTILES) {
            figures.put(
                    "upload p" + (int) percentile + " milliseconds, " + name,
                    latencies.getValueAtPercentile(percentile) / 1000.0);
        }
        while (inState(1) > 0) {
            Thread.sleep(LOOK_MILLISECONDS);
        }
    }

    private long inState(int fileDeleteState) {
        return project.number("select count(*) from result where file_delete_state = " + fileDeleteState);
    }
}
