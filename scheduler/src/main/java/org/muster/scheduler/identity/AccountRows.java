package org.muster.scheduler.identity;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PresentedAuthenticator;
import org.muster.common.store.ManyRows;

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

    /** The accounts whose keys were presented, by key; a key without an account is not in the map. */
    public static Map<String, Proven> byAuthenticators(Handle handle, Collection<String> presented) {
        Map<String, PresentedAuthenticator> parsed = new HashMap<>();
        presented.forEach(key -> parsed.put(key, Authenticators.parse(key)));
        Set<String> strong = new TreeSet<>();
        Set<Long> weak = new TreeSet<>();
        for (PresentedAuthenticator key : parsed.values()) {
            switch (key) {
                case PresentedAuthenticator.Strong one -> strong.add(one.authenticator());
                case PresentedAuthenticator.Weak one -> weak.add(one.userId());
                case PresentedAuthenticator.Malformed ignored -> {}
            }
        }
        Map<String, Account> byKey = new HashMap<>();
        ManyRows.select(handle, COLUMNS + " where u.authenticator in {ids}", strong, AccountRows::account)
                .forEach(account -> byKey.put(account.authenticator(), account));
        Map<Long, Account> byId = new HashMap<>();
        ManyRows.select(handle, COLUMNS + " where u.id in {ids}", weak, AccountRows::account)
                .forEach(account -> byId.put(account.id(), account));
        Map<String, Proven> proven = new HashMap<>();
        parsed.forEach((key, meaning) -> {
            Account account = switch (meaning) {
                case PresentedAuthenticator.Strong one -> byKey.get(one.authenticator());
                case PresentedAuthenticator.Weak one -> byId.get(one.userId());
                case PresentedAuthenticator.Malformed ignored -> null;
            };
            if (account != null && account.proof(meaning) != Account.Proof.NONE) {
                proven.put(key, new Proven(account, account.proof(meaning)));
            }
        });
        return proven;
    }

    /** Locks accounts until the transaction's end, so that a computer of theirs gets its row only once. */
    static void lock(Handle handle, SortedSet<Long> accounts) {
        ManyRows.select(
                handle,
                "select id from user where id in {ids} order by id for update",
                accounts,
                row -> row.getLong("id"));
    }

    /** Takes over the identifiers that volunteers' other projects know, by account. */
    public static void setCrossProjectIds(Handle handle, SortedMap<Long, String> identifiers) {
        set(handle, "cross_project_id", identifiers, identifier -> identifier);
    }

    /** Takes over preferences that volunteers changed at another project, by account. */
    public static void setGlobalPreferences(Handle handle, SortedMap<Long, String> preferences) {
        set(handle, "global_prefs", preferences, xml -> xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void set(
            Handle handle, String column, SortedMap<Long, String> values, Function<String, Object> stored) {
        List<List<Object>> rows = values.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), stored.apply(entry.getValue())))
                .toList();
        ManyRows.update(
                handle,
                "update {rows} c straight_join user u on u.id = c.id set u.%s = c.value".formatted(column),
                List.of("id", "value"),
                rows);
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
