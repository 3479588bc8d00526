package org.muster.control.fsck;

import java.util.List;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.FileDeleteState;

/**
 * What is decided on, of one workunit and its results.
 *
 * @param id the row's id
 * @param name its name
 * @param errorMask its errors, 0 for none
 * @param canonicalResultId the canonical result, 0 while there is none
 * @param assimilate where it is on its way into the science database
 * @param inputDelete whether its input files may be deleted
 * @param results its results, by ascending id
 */
record WorkunitRow(
        long id,
        String name,
        int errorMask,
        long canonicalResultId,
        AssimilateState assimilate,
        FileDeleteState inputDelete,
        List<ResultRow> results) {

    /** Neither failed nor decided, so that it may still be sent. */
    boolean isOpen() {
        return errorMask == 0 && canonicalResultId == 0 && inputDelete == FileDeleteState.INIT;
    }

    /** Whether its canonical output is still to be taken. */
    boolean awaitsAssimilation() {
        return canonicalResultId != 0 && assimilate != AssimilateState.DONE;
    }
}
