package org.muster.scheduler.request;

/**
 * Who the client says it is.
 *
 * @param authenticator strong or weak account key, as sent
 * @param hostId the id that the project gave this computer, 0 when it has none yet
 * @param sequenceNumber counts the client's requests since it was given its id, 0 and up
 * @param crossProjectId the account's identifier over all projects, empty when the client knows none
 */
public record Credentials(String authenticator, long hostId, long sequenceNumber, String crossProjectId) {}
