package org.muster.web.account;

import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.common.store.Database;
import org.muster.web.account.AccountDecisions.Claim;
import org.muster.web.account.AccountDecisions.Proof;
import org.muster.web.member.Member;

/**
 * Creates and looks up accounts: reads, checks the password outside any connection, decides, writes. Thread-safe.
 */
public final class AccountDesk {
    static final String BUSY = "Too many passwords are being checked. Please try again.";

    private final Accounts accounts;
    private final Passwords passwords;
    private final InstantSource clock;
    private final SignUpRules rules;

    /** A desk that shares its bound of passwords checked at once: a process needs one. */
    public static AccountDesk of(Database work, Passwords passwords, InstantSource clock, SignUpRules rules) {
        return new AccountDesk(new Accounts(work), passwords, clock, rules);
    }

    AccountDesk(Accounts accounts, Passwords passwords, InstantSource clock, SignUpRules rules) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
        this.rules = rules;
    }

    /** Whether accounts may be made, and what must be agreed to. */
    SignUpRules rules() {
        return rules;
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
     * The account that an authenticator opens.
     *
     * @throws IllegalStateException when it opens none
     */
    long idOf(String authenticator) {
        return accounts.idOf(authenticator)
                .orElseThrow(() -> new IllegalStateException("an account is gone that was just made or opened"));
    }

    /** What a password proves about the account of an address; nothing when no account has it. */
    Optional<Claim> prove(String email, String password) {
        String canonical = AccountRules.canonicalEmail(email);
        Optional<Account> account = AccountRules.isEmail(canonical) ? accounts.byEmail(canonical) : Optional.empty();
        return claim(account, Optional.of(PasswordHashes.ofClient(password, canonical)));
    }

    /**
     * Makes an account, or opens the one that this password opens.
     *
     * @param email as typed
     * @param teamName team to join, empty for none
     * @param consent what was said about the terms of use; nothing when nobody asked
     */
    AccountAnswer create(String email, String clientHash, String name, String teamName, Optional<Consent> consent) {
        String canonical = AccountRules.canonicalEmail(email);
        Optional<AccountAnswer> refusal = rules.refusal(consent).or(() -> refusal(canonical, clientHash, name));
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
                clock.instant().getEpochSecond(),
                rules.kept(consent)));
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

    /** What a password proves about the volunteer who is logged in. */
    Proof prove(Member member, String password) {
        return prove(member.keys().email(), password).map(Claim::proof).orElse(Proof.WRONG);
    }

    /** The text to store for an account's new password; nothing when too many are being checked. */
    Optional<String> stored(Account account, String password) {
        return passwords.store(PasswordHashes.ofClient(password, account.email()));
    }

    /** Gives an account another password; words of complaint when that did not work. */
    Optional<String> changePassword(Member member, String password) {
        Account account = account(member);
        Optional<String> stored = stored(account, password);
        stored.ifPresent(text -> accounts.replacePassword(account, text));
        return stored.isPresent() ? Optional.empty() : Optional.of(BUSY);
    }

    /** Gives an account another address, with the same password; words of complaint when that cannot be. */
    Optional<String> changeEmail(Member member, String email, String password) {
        String canonical = AccountRules.canonicalEmail(email);
        if (!AccountRules.isEmail(canonical)) {
            return Optional.of(AccountError.BAD_EMAIL_ADDRESS.words());
        }
        long now = clock.instant().getEpochSecond();
        Optional<String> stored = passwords.store(PasswordHashes.ofClient(password, canonical));
        if (stored.isEmpty()) {
            return Optional.of(BUSY);
        }
        boolean free = !accounts.wasGivenUpLately(canonical, now);
        return free && accounts.changeEmail(account(member), canonical, stored.get(), now)
                ? Optional.empty()
                : Optional.of("This address cannot be used for this account.");
    }

    /** Changes what others see of an account. */
    void changeProfile(Member member, ProfileChange change) {
        accounts.changeProfile(member.id(), change);
    }

    private static Account account(Member member) {
        return new Account(
                member.id(),
                member.keys().email(),
                member.keys().authenticator(),
                member.keys().passwordHash());
    }
}
