package org.muster.systemtests.fleet;

/**
 * By what a client is known.
 *
 * @param authenticator the account's key
 * @param identifier the client's own, 32 letters and digits
 * @param domainName of the machine
 * @param address of the machine
 */
record Identity(String authenticator, String identifier, String domainName, String address) {

    /** The same disk in another machine. */
    Identity onAnotherMachine() {
        return new Identity(authenticator, identifier, domainName + "-copy", address.replaceFirst("^10\\.", "11."));
    }
}
