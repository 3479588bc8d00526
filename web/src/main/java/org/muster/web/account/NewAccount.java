package org.muster.web.account;

import java.util.Optional;

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
 * @param consent what its owner said about the terms of use; nothing when there are none, or nobody asked
 */
record NewAccount(
        String email,
        String name,
        String passwordHash,
        String authenticator,
        String crossProjectId,
        String teamName,
        long createdAt,
        Optional<Consent> consent) {}
