package org.muster.web.account;

/** How an account RPC ends. */
sealed interface AccountAnswer {

    /** The caller has shown that the account is theirs, or it was just made for them. */
    record Opened(String authenticator) implements AccountAnswer {}

    /** The account exists; nothing was proven, and nothing but its existence is told. */
    record Exists() implements AccountAnswer {}

    /**
     * It did not succeed.
     *
     * @param error what clients understand
     * @param words what a person reads
     * @param slow true when somebody who guesses must be made to wait for this answer
     */
    record Refused(AccountError error, String words, boolean slow) implements AccountAnswer {}

    /** A refusal that tells a guesser nothing, sent at once. */
    static Refused refused(AccountError error) {
        return new Refused(error, error.words(), false);
    }

    /** A refusal that tells a guesser something, sent late. */
    static Refused refusedSlowly(AccountError error) {
        return new Refused(error, error.words(), true);
    }
}
