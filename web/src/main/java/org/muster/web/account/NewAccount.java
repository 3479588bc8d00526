package org.muster.web.account;

/**
 * An account to be made.
 *
 * @param email canonical
 * @param name as shown
 * @param passwordHash as stored
 * @param authenticator new and secret
 * @param crossProjectId new
 * @param teamName the team to join if it is there and takes members, empty for none
 * @param createdAt Unix seconds
 */
record NewAccount(
        String email,
        String name,
        String passwordHash,
        String authenticator,
        String crossProjectId,
        String teamName,
        long createdAt) {}
