package org.muster.scheduler.work;

/**
 * A stored document, made ready to be sent: every file has its address.
 *
 * @param files {@code file_info} elements
 * @param body what stands inside the document's main element; more lines may be put before and after it
 */
public record Deliverable(String files, String body) {}
