package org.muster.control.volunteer;

import java.io.IOException;

/** How a volunteer computes a task whose files have been fetched. */
@FunctionalInterface
public interface Computation {
    /**
     * Leaves the task's output files in the project's directory.
     *
     * @param task what to compute
     * @param computer where its files are
     * @return what the application said on its standard error
     * @throws IOException when it fails; the message is reported
     */
    String compute(Task task, Computer computer) throws IOException, InterruptedException;
}
