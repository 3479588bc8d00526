package org.muster.web.account;

/**
 * What an account RPC needs of a row of table {@code user}.
 *
 * @param email as stored
 * @param authenticator the strong one
 * @param passwordHash as stored: slow, or the bare MD5 in a row that BOINC wrote
 */
record Account(long id, String email, String authenticator, String passwordHash) {}
