package org.muster.scheduler.request;

import org.muster.scheduler.resource.Usage;

/**
 * An application version that the client has: one that we sent, or the volunteer's own.
 *
 * @param applicationName its application's short name, empty when the entry could not be read
 * @param number its number
 * @param platform its platform's name
 * @param planClass its plan class, often empty
 * @param usage what the client believes that it takes; its projected speed is 0 when the client says none
 */
public record ClientVersion(String applicationName, int number, String platform, String planClass, Usage usage) {}
