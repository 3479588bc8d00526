package org.muster.validator;

import java.util.List;

/** What came of looking at a workunit before anything is locked. */
sealed interface Examination {

    /** The workunit as it was read. */
    WorkunitRow workunit();

    /**
     * A decision.
     *
     * @param results all results as they were read; the decision holds only while they are so
     */
    record Decided(WorkunitRow workunit, List<ResultRow> results, ValidationDecision decision) implements Examination {}

    /** The comparator failed in a way that it must not; the workunit is to be set aside. */
    record Failed(WorkunitRow workunit, String reason) implements Examination {}
}
