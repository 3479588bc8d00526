package org.muster.web.admin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.security.PasswordHashes;
import org.muster.common.store.Database;
import org.muster.web.session.Sessions;
import org.muster.web.session.Sessions.Kind;

/**
 * The administrators: table {@code administrator}. Passwords are stored as volunteers' are, by a slow hash. Whoever is
 * removed, or gets another password, is logged out in the same transaction. Thread-safe.
 */
public final class Administrators {
    /** Least characters of a password. */
    public static final int LEAST_PASSWORD = 12;

    private final Database work;
    private final InstantSource clock;
    private final Sessions sessions;

    public Administrators(Database work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
        this.sessions = new Sessions(work, clock);
    }

    /**
     * One of the list.
     *
     * @param name the name
     * @param since when it was added
     * @param passwordSince when the password was set
     */
    public record Listed(String name, Instant since, Instant passwordSince) {}

    /** Somebody with what the password was stored as. */
    record Stored(Administrator who, String passwordHash) {}

    /** All of them by name. */
    public List<Listed> list() {
        return work.read(handle -> handle.createQuery(
                        "select name, created_at, password_at from administrator order by name")
                .map((row, context) -> new Listed(
                        row.getString("name"),
                        Instant.ofEpochSecond(row.getLong("created_at")),
                        Instant.ofEpochSecond(row.getLong("password_at"))))
                .list());
    }

    /**
     * Adds somebody; false, and nothing is changed, when the name is taken. Costs some tenths of a second of processor time.
     *
     * @param name in its stored form, one that {@link Administrator#mayBeCalled}
     * @param by who does it
     */
    public boolean add(String name, String password, String by) {
        String hash = PasswordHashes.store(PasswordHashes.ofClient(password, name));
        return work.transact(handle -> {
            int added = handle.createUpdate("""
                            insert ignore into administrator (name, passwd_hash, created_at, password_at)
                            values (:name, :hash, :now, :now)
                            """)
                    .bind("name", name)
                    .bind("hash", hash)
                    .bind("now", now())
                    .execute();
            return noted(handle, added, by, "added administrator", name);
        });
    }

    /** Gives somebody another password and ends their sessions; false when there is nobody of that name. */
    public boolean setPassword(String name, String password, String by) {
        String hash = PasswordHashes.store(PasswordHashes.ofClient(password, name));
        return work.transact(handle -> {
            int changed = handle.createUpdate(
                            "update administrator set passwd_hash = :hash, password_at = :now where name = :name")
                    .bind("hash", hash)
                    .bind("now", now())
                    .bind("name", name)
                    .execute();
            endSessions(handle, name);
            return noted(handle, changed, by, "set the password of", name);
        });
    }

    /** Removes somebody and ends their sessions; false when there is nobody of that name. */
    public boolean remove(String name, String by) {
        return work.transact(handle -> {
            handle.createQuery("select id from administrator where name = :name for update")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .findOne();
            endSessions(handle, name);
            int removed = handle.execute("delete from administrator where name = ?", name);
            return noted(handle, removed, by, "removed administrator", name);
        });
    }

    /** Whether there is any. */
    boolean any() {
        return work.read(handle -> handle.createQuery(
                                "select count(*) from (select 1 one from administrator limit 1) some_row")
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /** Who is there under a name in its stored form. */
    Optional<Stored> byName(String name) {
        return work.read(handle -> handle.createQuery(
                        "select id, name, passwd_hash from administrator where name = :name")
                .bind("name", name)
                .map((row, context) -> new Stored(
                        new Administrator(row.getLong("id"), row.getString("name")), row.getString("passwd_hash")))
                .findOne());
    }

    /** Who has an id. */
    Optional<Administrator> byId(long id) {
        return work.read(handle -> handle.createQuery("select id, name from administrator where id = :id")
                .bind("id", id)
                .map((row, context) -> new Administrator(row.getLong("id"), row.getString("name")))
                .findOne());
    }

    /**
     * Begins a session, and notes it; returns the token for the browser. Nothing when the administrator was removed, or got
     * another password, since this one was looked at.
     */
    Optional<String> enter(Stored stored, String sender) {
        return work.transact(handle -> {
            boolean still = handle.createQuery(
                            "select id from administrator where id = :id and passwd_hash = :hash for update")
                    .bind("id", stored.who().id())
                    .bind("hash", stored.passwordHash())
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent();
            return still ? Optional.of(open(handle, stored.who(), sender)) : Optional.empty();
        });
    }

    /** The same for whoever knows the password of the configuration. */
    String enterShared(String sender) {
        return work.transact(handle -> open(handle, Administrator.SHARED, sender));
    }

    private String open(Handle handle, Administrator who, String sender) {
        AdministratorChange.record(handle, who.name(), "logged in", "from " + sender, now());
        return sessions.open(handle, Kind.ADMINISTRATOR, who.id());
    }

    private boolean noted(Handle handle, int rows, String by, String action, String name) {
        if (rows > 0) {
            AdministratorChange.record(handle, by, action, name, now());
        }
        return rows > 0;
    }

    private static void endSessions(Handle handle, String name) {
        handle.createUpdate("""
                        delete from web_session
                        where kind = 'administrator' and user_id = (select id from administrator where name = :name)
                        """).bind("name", name).execute();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
