package org.muster.scheduler.identity;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PresentedAuthenticator;

/** Reads accounts, and the two columns of them that a request may change. */
public final class AccountRows {

    private static final String COLUMNS = """
            select u.id, u.authenticator, u.passwd_hash, u.email_addr, u.name, u.total_credit, u.expavg_credit,
              u.create_time, u.cross_project_id, u.global_prefs, u.project_prefs, u.venue,
              coalesce(t.id, 0) as team_id, t.name as team_name
            from user u left join team t on t.id = u.teamid
            """;

    private AccountRows() {}

    /** An account and how its key was proven. */
    public record Proven(Account account, Account.Proof proof) {}

    /** The account whose key was presented; empty when there is none. */
    public static Optional<Proven> byAuthenticator(Handle handle, String presented) {
        PresentedAuthenticator parsed = Authenticators.parse(presented);
        Optional<Account> account = switch (parsed) {
            case PresentedAuthenticator.Strong strong ->
                handle.createQuery(COLUMNS + " where u.authenticator = :authenticator")
                        .bind("authenticator", strong.authenticator())
                        .map((row, context) -> account(row))
                        .findOne();
            case PresentedAuthenticator.Weak weak ->
                handle.createQuery(COLUMNS + " where u.id = :id")
                        .bind("id", weak.userId())
                        .map((row, context) -> account(row))
                        .findOne();
            case PresentedAuthenticator.Malformed ignored -> Optional.empty();
        };
        return account.map(found -> new Proven(found, found.proof(parsed)))
                .filter(proven -> proven.proof() != Account.Proof.NONE);
    }

    /** Locks an account until the transaction's end, so that one of its computers gets its row only once. */
    static void lock(Handle handle, long account) {
        handle.createQuery("select id from user where id = :id for update")
                .bind("id", account)
                .mapTo(Long.class)
                .one();
    }

    /** Takes over the identifier that the volunteer's other projects know. */
    public static void setCrossProjectId(Handle handle, long account, String crossProjectId) {
        handle.createUpdate("update user set cross_project_id = :value where id = :id")
                .bind("value", crossProjectId)
                .bind("id", account)
                .execute();
    }

    /** Takes over preferences that the volunteer changed at another project. */
    public static void setGlobalPreferences(Handle handle, long account, String xml) {
        handle.createUpdate("update user set global_prefs = :value where id = :id")
                .bind("value", xml.getBytes(StandardCharsets.UTF_8))
                .bind("id", account)
                .execute();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                text(row.getString("authenticator")),
                row.getString("passwd_hash"),
                row.getString("email_addr"),
                new Account.Profile(
                        text(row.getString("name")),
                        row.getDouble("total_credit"),
                        row.getDouble("expavg_credit"),
                        row.getLong("create_time"),
                        row.getString("cross_project_id")),
                new Account.Preferences(
                        text(row.getBytes("global_prefs")),
                        text(row.getBytes("project_prefs")),
                        row.getString("venue")),
                new Account.Team(row.getLong("team_id"), text(row.getString("team_name"))));
    }

    private static String text(String column) {
        return column == null ? "" : column;
    }

    private static String text(byte[] column) {
        return column == null ? "" : new String(column, StandardCharsets.UTF_8);
    }
}
