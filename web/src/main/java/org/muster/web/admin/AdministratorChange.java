package org.muster.web.admin;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;

/**
 * Something that an administrator has changed: table {@code administrator_change}. It is kept for ever.
 *
 * @param when to the second
 * @param administrator the name
 * @param action what was done, for example {@code shut out}
 * @param subject to what, for example {@code computer 7}; may be empty
 */
public record AdministratorChange(Instant when, String administrator, String action, String subject) {
    private static final int LONGEST_SUBJECT = 255;

    /** Writes one, in the transaction of the change itself. */
    static void record(Handle handle, String administrator, String action, String subject, long now) {
        handle.createUpdate("""
                        insert into administrator_change (happened_at, administrator, action, subject)
                        values (:now, :administrator, :action, :subject)
                        """)
                .bind("now", now)
                .bind("administrator", administrator)
                .bind("action", action)
                .bind("subject", subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT))
                .execute();
    }

    /** The latest ones, the newest first. */
    static List<AdministratorChange> latest(Database work, int most) {
        return work.read(handle -> handle.createQuery("""
                        select happened_at, administrator, action, subject
                        from administrator_change
                        order by id desc
                        limit :most
                        """)
                .bind("most", most)
                .map((row, context) -> new AdministratorChange(
                        Instant.ofEpochSecond(row.getLong("happened_at")),
                        row.getString("administrator"),
                        row.getString("action"),
                        row.getString("subject")))
                .list());
    }
}
