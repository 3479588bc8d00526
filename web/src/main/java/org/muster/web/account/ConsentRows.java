package org.muster.web.account;

import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;

/**
 * What volunteers agreed to: BOINC's tables {@code consent_type} and {@code consent}. Each decision is one row, the newest
 * of a kind counts. Thread-safe.
 */
public final class ConsentRows {
    /** Short name of the terms of use. */
    public static final String TERMS_OF_USE = "ENROLL";
    /** Short name of the publication in statistics; the export asks for it while it is enabled. */
    public static final String STATISTICS = "STATSEXPORT";

    private final Database work;

    public ConsentRows(Database work) {
        this.work = work;
    }

    /** Whether volunteers are asked for this consent. */
    public boolean enabled(String shortName) {
        return work.read(handle -> handle.createQuery(
                                "select count(*) from consent_type where shortname = :name and enabled <> 0")
                        .bind("name", shortName)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /** Whether volunteers are to be asked for this consent from now on; how many rows that changed. */
    public static int enable(Handle handle, String shortName, boolean enabled) {
        return handle.createUpdate(
                        "update consent_type set enabled = :enabled where shortname = :name and enabled <> :enabled")
                .bind("enabled", enabled ? 1 : 0)
                .bind("name", shortName)
                .execute();
    }

    /** Whether a user has agreed; false for one who never answered. */
    public boolean agreed(long user, String shortName) {
        return work.read(handle -> handle.createQuery("""
                        select c.consent_flag
                        from consent c join consent_type t on t.id = c.consent_type_id
                        where c.userid = :user and t.shortname = :name
                        order by c.consent_time desc, c.id desc
                        limit 1
                        """)
                        .bind("user", user)
                        .bind("name", shortName)
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(0)
                != 0);
    }

    /**
     * Records a decision.
     *
     * @param source where it was made, for example {@code Web}
     * @param now Unix seconds
     */
    public void record(long user, String shortName, boolean agrees, String source, long now) {
        work.write(handle -> record(handle, user, shortName, agrees, source, now));
    }

    /** The same within a transaction. */
    static void record(Handle handle, long user, String shortName, boolean agrees, String source, long now) {
        handle.createUpdate("""
                        insert into consent (userid, consent_type_id, consent_time, consent_flag, consent_not_required, source)
                        select :user, id, :now, :flag, 0, :source from consent_type where shortname = :name
                        """)
                .bind("user", user)
                .bind("now", now)
                .bind("flag", agrees ? 1 : 0)
                .bind("source", source)
                .bind("name", shortName)
                .execute();
    }
}
