package org.muster.web.account;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.muster.common.store.Database;

/** The SQL of the account RPCs. No method holds its connection any longer than its statements. Thread-safe. */
final class Accounts {
    private static final int DUPLICATE_ENTRY = 1062;
    /** How long an address that its account has given up stays taken. */
    private static final long CHANGE_WINDOW_SECONDS = 7 * 86_400;

    private final Database work;

    Accounts(Database work) {
        this.work = work;
    }

    /** The account of an address; the database's own idea of equal text may be wider than ours, so it is compared. */
    Optional<Account> byEmail(String email) {
        return work.read(handle -> handle.createQuery("""
                                select id, email_addr, authenticator, passwd_hash
                                from user
                                where email_addr = :email
                                """)
                        .bind("email", email)
                        .map((row, context) -> new Account(
                                row.getLong("id"),
                                row.getString("email_addr"),
                                row.getString("authenticator"),
                                row.getString("passwd_hash")))
                        .findOne())
                .filter(account -> AccountRules.canonicalEmail(account.email()).equals(email));
    }

    /** The id of the account that an authenticator opens. */
    Optional<Long> idOf(String authenticator) {
        return work.read(handle -> handle.createQuery("select id from user where authenticator = :authenticator")
                .bind("authenticator", authenticator)
                .mapTo(Long.class)
                .findOne());
    }

    /** True when an account has changed from this address to another one a short while ago. */
    boolean wasGivenUpLately(String email, long now) {
        return work.read(handle -> handle.createQuery("""
                        select count(*)
                        from user
                        where email_addr_change_time > :since and previous_email_addr = :email
                        """)
                        .bind("since", now - CHANGE_WINDOW_SECONDS)
                        .bind("email", email)
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** Inserts an account, and what was said about the terms of use with it; false when another one has the address, which the table's unique key decides. */
    boolean insert(NewAccount account) {
        try {
            work.write(handle -> {
                handle.createUpdate("""
                            insert into user (create_time, email_addr, name, authenticator, country, postal_code,
                              expavg_time, teamid, send_email, show_hosts, cross_project_id, passwd_hash)
                            select :now, :email, :name, :authenticator, 'International', '',
                              :now, coalesce((select id from team where name = :team and joinable = 1), 0),
                              1, 1, :crossProjectId, :passwordHash
                            """)
                        .bind("now", account.createdAt())
                        .bind("email", account.email())
                        .bind("name", account.name())
                        .bind("authenticator", account.authenticator())
                        .bind("team", account.teamName())
                        .bind("crossProjectId", account.crossProjectId())
                        .bind("passwordHash", account.passwordHash())
                        .execute();
                account.consent().ifPresent(consent -> keep(handle, account, consent));
            });
            return true;
        } catch (JdbiException e) {
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static void keep(Handle handle, NewAccount account, Consent consent) {
        long user = handle.createQuery("select id from user where authenticator = :authenticator")
                .bind("authenticator", account.authenticator())
                .mapTo(Long.class)
                .one();
        ConsentRows.record(
                handle, user, ConsentRows.TERMS_OF_USE, consent.agrees(), consent.source(), account.createdAt());
    }

    /** Replaces a stored password, unless somebody else has meanwhile. */
    void replacePassword(Account account, String passwordHash) {
        work.write(handle -> handle.createUpdate(
                        "update user set passwd_hash = :new where id = :id and passwd_hash = :old")
                .bind("new", passwordHash)
                .bind("id", account.id())
                .bind("old", account.passwordHash())
                .execute());
    }

    /** Changes what others see of an account. */
    void changeProfile(long user, ProfileChange change) {
        work.write(handle -> handle.createUpdate("""
                        update user
                        set name = :name, country = :country, url = :url, venue = :venue, show_hosts = :hosts
                        where id = :id
                        """)
                .bind("name", change.name())
                .bind("country", change.country())
                .bind("url", change.url())
                .bind("venue", change.venue())
                .bind("hosts", change.showHosts() ? 1 : 0)
                .bind("id", user)
                .execute());
    }

    /**
     * Changes the address, and with it the password, which is hashed together with it. The old address stays taken for
     * a week. False when another account has the new one, or the password was changed meanwhile.
     */
    boolean changeEmail(Account account, String email, String passwordHash, long now) {
        try {
            return work.transact(handle -> handle.createUpdate("""
                                    update user
                                    set previous_email_addr = email_addr, email_addr_change_time = :now,
                                      email_addr = :email, passwd_hash = :new, email_validated = 0
                                    where id = :id and passwd_hash = :old
                                    """)
                            .bind("now", now)
                            .bind("email", email)
                            .bind("new", passwordHash)
                            .bind("id", account.id())
                            .bind("old", account.passwordHash())
                            .execute()
                    == 1);
        } catch (JdbiException e) {
            if (isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isDuplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == DUPLICATE_ENTRY) {
                return true;
            }
        }
        return false;
    }
}
