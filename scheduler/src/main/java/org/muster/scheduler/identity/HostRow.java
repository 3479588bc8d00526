package org.muster.scheduler.identity;

import org.muster.scheduler.request.HostFacts;

/**
 * A computer's row.
 *
 * @param id its id
 * @param userId its account, 0 when it was merged into another row
 * @param sequenceNumber number of its last request; of a merged row the id of the row it was merged into
 * @param lastRequest Unix seconds of its last request
 * @param sentToday tasks sent on the day of its last request
 * @param mostPerDay −1 when the operator shut it out
 * @param messagesWait whether there are messages for its applications that were not delivered
 * @param standing what a reply says of it
 * @param facts what the client said of it last
 */
public record HostRow(
        long id,
        long userId,
        long sequenceNumber,
        long lastRequest,
        int sentToday,
        int mostPerDay,
        boolean messagesWait,
        Standing standing,
        HostFacts facts) {

    /** Credit, venue and age. */
    public record Standing(double totalCredit, double averageCredit, String venue, long createTime) {}

    /** Whether this row was merged into another. */
    public boolean merged() {
        return userId == 0;
    }

    /** Whether the operator shut the computer out. */
    public boolean shutOut() {
        return mostPerDay == -1;
    }
}
