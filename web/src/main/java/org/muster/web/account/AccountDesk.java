package org.muster.web.account;

import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.security.Authenticators;
import org.muster.web.account.AccountDecisions.Claim;
import org.muster.web.account.AccountDecisions.Proof;

/**
 * Creates and looks up accounts: reads, checks the password outside any connection, decides, writes. Thread-safe.
 */
final class AccountDesk {
    private final Accounts accounts;
    private final Passwords passwords;
    private final InstantSource clock;

    AccountDesk(Accounts accounts, Passwords passwords, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Looks an account up.
     *
     * @param email as typed
     * @param clientHash the password's hash; nothing asks only whether the account exists
     */
    AccountAnswer lookup(String email, Optional<String> clientHash) {
        String canonical = AccountRules.canonicalEmail(email);
        Optional<Account> account = AccountRules.isEmail(canonical) ? accounts.byEmail(canonical) : Optional.empty();
        return AccountDecisions.lookup(claim(account, clientHash));
    }

    /**
     * Makes an account, or opens the one that this password opens.
     *
     * @param email as typed
     * @param teamName team to join, empty for none
     */
    AccountAnswer create(String email, String clientHash, String name, String teamName) {
        String canonical = AccountRules.canonicalEmail(email);
        Optional<AccountAnswer> refusal = refusal(canonical, clientHash, name);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<AccountAnswer> known = openExisting(canonical, clientHash);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<String> stored = passwords.store(clientHash);
        if (stored.isEmpty()) {
            return AccountAnswer.refused(AccountError.PROJECT_DOWN);
        }
        String authenticator = Authenticators.create();
        boolean made = accounts.insert(new NewAccount(
                canonical,
                name,
                stored.get(),
                authenticator,
                Authenticators.create(),
                teamName,
                clock.instant().getEpochSecond()));
        if (made) {
            return new AccountAnswer.Opened(authenticator);
        }
        return openExisting(canonical, clientHash).orElseGet(() -> AccountAnswer.refused(AccountError.ALREADY_IN_USE));
    }

    private static Optional<AccountAnswer> refusal(String canonical, String clientHash, String name) {
        Optional<String> complaint = AccountRules.complaintAboutName(name);
        if (complaint.isPresent()) {
            return Optional.of(new AccountAnswer.Refused(AccountError.BAD_USER_NAME, complaint.get(), false));
        }
        if (!AccountRules.isEmail(canonical)) {
            return Optional.of(AccountAnswer.refused(AccountError.BAD_EMAIL_ADDRESS));
        }
        return AccountRules.isPasswordHash(clientHash)
                ? Optional.empty()
                : Optional.of(new AccountAnswer.Refused(
                        AccountError.REFUSED, "passwd_hash must be 32 lower-case hexadecimal digits.", false));
    }

    private Optional<AccountAnswer> openExisting(String canonical, String clientHash) {
        if (accounts.wasGivenUpLately(canonical, clock.instant().getEpochSecond())) {
            return AccountDecisions.create(true, Optional.empty());
        }
        return AccountDecisions.create(false, claim(accounts.byEmail(canonical), Optional.of(clientHash)));
    }

    /** What the request proves about the account. A password stored the old way is replaced when it was right. */
    private Optional<Claim> claim(Optional<Account> found, Optional<String> clientHash) {
        return found.map(account -> {
            if (clientHash.isEmpty()) {
                return new Claim(account, Proof.NONE);
            }
            if (Passwords.isOldStored(account, clientHash.get())) {
                passwords.store(clientHash.get()).ifPresent(stored -> accounts.replacePassword(account, stored));
            }
            return new Claim(
                    account,
                    passwords
                            .opens(account, clientHash.get())
                            .map(right -> right ? Proof.RIGHT : Proof.WRONG)
                            .orElse(Proof.UNCHECKED));
        });
    }
}
