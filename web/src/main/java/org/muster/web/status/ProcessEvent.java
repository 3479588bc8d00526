package org.muster.web.status;

import java.time.Instant;

/**
 * A row of table {@code daemon_event}: what a supervisor did to one of its processes, or saw happen to it.
 *
 * @param id later events have a higher one
 * @param host where the process runs
 * @param process its name, unique on the host
 * @param kind what happened: {@code started}, {@code ended} unasked, {@code failed} to start, or an order: {@code start},
 *     {@code stop}, {@code restart}
 * @param reason in words, empty when there is nothing to explain
 */
record ProcessEvent(long id, String host, String process, String kind, String reason, Instant at) {}
