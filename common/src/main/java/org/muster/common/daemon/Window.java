package org.muster.common.daemon;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which of the rows that wait a pass takes. Alone, the first ones, and it looks at no others. After it met another copy
 * there, that is, when some of its rows were taken from under its hands, a window at random among the first eight, so that
 * copies seldom do the same work. Used by one thread.
 */
public final class Window {

    private static final int WINDOWS = 8;

    private final int batchSize;
    private final RandomGenerator choice;
    private boolean crowded;

    /**
     * Begins as if there were no other copy.
     *
     * @param batchSize most rows to be taken at once, 1 and up
     */
    public Window(int batchSize, RandomGenerator choice) {
        this.batchSize = batchSize;
        this.choice = choice;
    }

    /** How many waiting rows to look for: one more than can be taken, to know whether there are more, or several windows. */
    public int lookFor() {
        return crowded ? batchSize * WINDOWS : batchSize + 1;
    }

    /** Those of the waiting rows that are to be taken now. */
    public List<Long> of(List<Long> waiting) {
        int windows = crowded ? (waiting.size() + batchSize - 1) / batchSize : 1;
        int window = windows == 1 ? 0 : choice.nextInt(windows);
        return waiting.subList(window * batchSize, Math.min(waiting.size(), (window + 1) * batchSize));
    }

    /** Says how many of the rows were taken forward. */
    public void handled(int tried, int handled) {
        crowded = handled < tried;
    }
}
