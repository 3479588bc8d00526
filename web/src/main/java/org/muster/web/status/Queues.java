package org.muster.web.status;

import java.time.Instant;

/**
 * How much work waits where, all in rows.
 *
 * @param readyToSend results that no host has yet
 * @param inProgress results at hosts
 * @param waitingForValidation workunits
 * @param waitingForAssimilation workunits
 * @param workunitsToDelete workunits whose input files are to be deleted
 * @param resultsToDelete results whose output files are to be deleted
 * @param deletionsFailed workunits and results whose files could not be deleted
 * @param waitingForPurge workunits that are done with
 * @param due workunits that the transitioner should look at now
 * @param oldestDue since when the first of them waits; the epoch when none does
 */
record Queues(
        long readyToSend,
        long inProgress,
        long waitingForValidation,
        long waitingForAssimilation,
        long workunitsToDelete,
        long resultsToDelete,
        long deletionsFailed,
        long waitingForPurge,
        long due,
        Instant oldestDue) {

    /** How far the transitioner lags behind, in hours, 0 when it does not. */
    double backlogHours(Instant now) {
        return due == 0 ? 0 : Math.max(0, now.getEpochSecond() - oldestDue.getEpochSecond()) / 3600.0;
    }
}
