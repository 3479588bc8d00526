package org.muster.web.account;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.common.store.Database;
import org.muster.web.http.Secrets;

/**
 * Links for people who have forgotten their password: table {@code password_reset}. A link holds a random token, the table
 * its digest, so that whoever reads the table cannot use it. Each is good once and for a day; a new one replaces those
 * before. Thread-safe.
 */
public final class PasswordResets {
    /** How long a link is good. */
    public static final Duration VALID = Duration.ofHours(24);

    private final Database work;
    private final InstantSource clock;

    public PasswordResets(Database work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    /**
     * Makes a link for the account of an address.
     *
     * @param email in any case
     * @return what follows the master URL; nothing when no account has the address
     */
    public Optional<String> create(String email) {
        String canonical = AccountRules.canonicalEmail(email.strip());
        return new Accounts(work).byEmail(canonical).map(account -> {
            String token = Secrets.create();
            work.write(handle -> {
                handle.execute("delete from password_reset where user_id = ?", account.id());
                handle.createUpdate("""
                                insert into password_reset (token_digest, user_id, created_at, expires_at)
                                values (:digest, :user, :now, :expires)
                                """)
                        .bind("digest", Secrets.digest(token))
                        .bind("user", account.id())
                        .bind("now", now())
                        .bind("expires", now() + VALID.toSeconds())
                        .execute();
            });
            return ResetPage.ADDRESS + "?token=" + token;
        });
    }

    /** The account that a token is for; nothing when it is none, is too old, or was used. Looking does not use it. */
    Optional<Account> account(String token) {
        if (!token.matches(Secrets.SHAPE)) {
            return Optional.empty();
        }
        return work.read(handle -> handle.createQuery("""
                        select u.id, u.email_addr, u.authenticator, u.passwd_hash
                        from password_reset r join user u on u.id = r.user_id
                        where r.token_digest = :digest and r.expires_at > :now
                        """)
                .bind("digest", Secrets.digest(token))
                .bind("now", now())
                .map((row, context) -> new Account(
                        row.getLong("id"),
                        row.getString("email_addr"),
                        row.getString("authenticator"),
                        row.getString("passwd_hash")))
                .findOne());
    }

    /**
     * Uses a token up: gives the account another password and logs it out everywhere, in one transaction. False, and
     * nothing is changed, when somebody else used it meanwhile, or the account's address or password was changed.
     */
    boolean use(String token, Account account, String passwordHash) {
        return work.transact(handle -> {
            int used = handle.createUpdate("""
                            delete from password_reset
                            where token_digest = :digest and user_id = :user and expires_at > :now
                            """)
                    .bind("digest", Secrets.digest(token))
                    .bind("user", account.id())
                    .bind("now", now())
                    .execute();
            int changed = used == 0
                    ? 0
                    : handle.createUpdate("""
                                    update user set passwd_hash = :new
                                    where id = :id and email_addr = :email and passwd_hash = :old
                                    """)
                            .bind("new", passwordHash)
                            .bind("id", account.id())
                            .bind("email", account.email())
                            .bind("old", account.passwordHash())
                            .execute();
            if (changed == 0) {
                handle.rollback();
                return false;
            }
            handle.execute("delete from web_session where kind = 'volunteer' and user_id = ?", account.id());
            return true;
        });
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
