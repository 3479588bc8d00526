package org.muster.scheduler.identity;

import org.muster.scheduler.request.HostFacts;

/**
 * Who sent a request.
 *
 * @param account the proven account
 * @param mayChangeAccount whether the key was the strong one
 * @param host its computer's row as it was before this request
 * @param facts what the client says of the computer now, in the form the row holds
 * @param arrival how the row was found
 */
public record Asker(Account account, boolean mayChangeAccount, HostRow host, HostFacts facts, Arrival arrival) {

    /** Whether the client must be told its id; it will count its requests from 0 again. */
    public boolean announce() {
        return arrival != Arrival.KNOWN;
    }
}
