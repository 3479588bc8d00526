package org.muster.common.security;

/** An authenticator as a client sent it, told apart by its shape only; nothing has been proven yet. */
public sealed interface PresentedAuthenticator {
    /** Looks like a strong authenticator: to be looked up among the accounts. */
    record Strong(String authenticator) implements PresentedAuthenticator {}

    /** Looks like a weak one: to be compared with {@link Authenticators#weak} of the account it names. */
    record Weak(long userId, String authenticator) implements PresentedAuthenticator {}

    /** Is neither. */
    record Malformed() implements PresentedAuthenticator {}
}
