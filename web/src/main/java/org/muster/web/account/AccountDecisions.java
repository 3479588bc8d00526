package org.muster.web.account;

import java.util.Optional;

/** The decisions of the account RPCs: pure functions, their table is in this module's README. */
final class AccountDecisions {
    private AccountDecisions() {}

    /** What a request proves about an account that exists. */
    enum Proof {
        /** No password came with it. */
        NONE,
        /** The password is right, or the key of an account manager is. */
        RIGHT,
        /** A password came and is wrong. */
        WRONG,
        /** A password came and too many others were being checked to look at it. */
        UNCHECKED
    }

    /** An account and what the request proves about it. */
    record Claim(Account account, Proof proof) {}

    /** How {@code lookup_account.php} ends. */
    static AccountAnswer lookup(Optional<Claim> claim) {
        if (claim.isEmpty()) {
            return AccountAnswer.refusedSlowly(AccountError.NOT_FOUND);
        }
        return switch (claim.get().proof()) {
            case NONE -> new AccountAnswer.Exists();
            case RIGHT -> new AccountAnswer.Opened(claim.get().account().authenticator());
            case WRONG -> AccountAnswer.refusedSlowly(AccountError.BAD_PASSWORD);
            case UNCHECKED -> AccountAnswer.refused(AccountError.PROJECT_DOWN);
        };
    }

    /**
     * How {@code create_account.php} ends when it need not make an account; nothing when it must. Creating twice with
     * the same password opens the account, so that a client which lost the reply can ask again.
     */
    static Optional<AccountAnswer> create(boolean addressGivenUpLately, Optional<Claim> claim) {
        if (addressGivenUpLately) {
            return Optional.of(AccountAnswer.refusedSlowly(AccountError.ALREADY_IN_USE));
        }
        return claim.map(existing -> switch (existing.proof()) {
            case RIGHT -> new AccountAnswer.Opened(existing.account().authenticator());
            case NONE, WRONG -> AccountAnswer.refusedSlowly(AccountError.ALREADY_IN_USE);
            case UNCHECKED -> AccountAnswer.refused(AccountError.PROJECT_DOWN);
        });
    }
}
