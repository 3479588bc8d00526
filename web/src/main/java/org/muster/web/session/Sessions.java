package org.muster.web.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.web.http.Secrets;

/**
 * The sessions: table {@code web_session}. A browser holds a random token, the table its digest, so that whoever reads
 * the table cannot log in by it. Each session ends by itself. Thread-safe.
 */
public final class Sessions {
    /** Whose sessions there are. */
    public enum Kind {
        /** Of the owner of an account: 30 days. */
        VOLUNTEER(Duration.ofDays(30)),
        /** Of an administrator: 12 hours. */
        ADMINISTRATOR(Duration.ofHours(12));

        private final Duration lasts;

        Kind(Duration lasts) {
            this.lasts = lasts;
        }

        /** How long a session lasts. */
        public Duration lasts() {
            return lasts;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int OLD_ONES_AT_ONCE = 1000;

    private final Database work;
    private final InstantSource clock;

    public Sessions(Database work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    /** Begins a session and forgets some that have ended; returns the token for the browser. */
    public String open(Kind kind, long user) {
        return work.transact(handle -> open(handle, kind, user));
    }

    /** The same within a transaction. */
    public String open(Handle handle, Kind kind, long user) {
        String token = Secrets.create();
        long now = now();
        handle.createUpdate("delete from web_session where expires_at <= :now limit " + OLD_ONES_AT_ONCE)
                .bind("now", now)
                .execute();
        handle.createUpdate("""
                        insert into web_session (token_digest, kind, user_id, created_at, expires_at)
                        values (:digest, :kind, :user, :now, :expires)
                        """)
                .bind("digest", Secrets.digest(token))
                .bind("kind", kind.text())
                .bind("user", user)
                .bind("now", now)
                .bind("expires", now + kind.lasts().toSeconds())
                .execute();
        return token;
    }

    /** Whose session a token is; nothing when it is none, has ended, or is of the other kind. */
    public Optional<Long> user(Kind kind, String token) {
        if (!token.matches(Secrets.SHAPE)) {
            return Optional.empty();
        }
        return work.read(handle -> handle.createQuery("""
                        select user_id
                        from web_session
                        where token_digest = :digest and kind = :kind and expires_at > :now
                        """)
                .bind("digest", Secrets.digest(token))
                .bind("kind", kind.text())
                .bind("now", now())
                .mapTo(Long.class)
                .findOne());
    }

    /** Ends one session. */
    public void close(String token) {
        work.write(handle -> handle.createUpdate("delete from web_session where token_digest = :digest")
                .bind("digest", Secrets.digest(token))
                .execute());
    }

    /** Ends all sessions of a user, wherever they are. */
    public void closeAll(Kind kind, long user) {
        work.write(handle -> closeAll(handle, kind, user));
    }

    /** The same within a transaction; how many there were. */
    public static int closeAll(Handle handle, Kind kind, long user) {
        return handle.createUpdate("delete from web_session where kind = :kind and user_id = :user")
                .bind("kind", kind.text())
                .bind("user", user)
                .execute();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
