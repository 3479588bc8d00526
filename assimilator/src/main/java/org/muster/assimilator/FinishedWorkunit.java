package org.muster.assimilator;

import java.util.List;

/** A workunit that nobody computes any more. */
public sealed interface FinishedWorkunit {

    /** The workunit's id in the work database. */
    long id();

    /** The workunit's name, the same wherever it is known. */
    String name();

    /**
     * A workunit with a canonical result.
     *
     * @param resultName the canonical result's name
     * @param outputs its output files, in the order of its document
     */
    record Computed(long id, String name, String resultName, List<OutputFile> outputs) implements FinishedWorkunit {
        public Computed {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * A workunit that was given up.
     *
     * @param reason why, for people
     */
    record Failed(long id, String name, String reason) implements FinishedWorkunit {}
}
