package org.muster.web.status;

import java.time.Instant;
import java.util.List;

/**
 * Work that was set aside.
 *
 * @param total how many rows
 * @param oldest since when the first of them; the epoch when there is none
 * @param newest the last ones, not all when there are many
 */
record BlockedRows(long total, Instant oldest, List<Row> newest) {

    /** A row that a daemon could not handle, with its reason. */
    record Row(String queue, long rowId, long attempts, String error, Instant since) {}
}
