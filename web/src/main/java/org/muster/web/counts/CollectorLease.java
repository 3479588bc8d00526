package org.muster.web.counts;

import org.jdbi.v3.core.Handle;

/** Who counts: one row of table {@code status_lease}, held for a while and renewed with every round. */
final class CollectorLease {
    static final long SECONDS = 30;

    private static final String NAME = "counts";

    private final String holder;

    /**
     * @param holder a name that nobody else has
     */
    CollectorLease(String holder) {
        this.holder = holder;
    }

    /** Takes or renews it; false while another holds it. */
    boolean take(Handle handle, long now) {
        int renewed = handle.createUpdate("""
                        update status_lease set holder = :holder, lease_until = :until
                        where name = :name and (holder = :holder or lease_until <= :now)
                        """)
                .bind("name", NAME)
                .bind("holder", holder)
                .bind("until", now + SECONDS)
                .bind("now", now)
                .execute();
        return renewed == 1
                || handle.createUpdate("""
                                insert ignore into status_lease (name, holder, lease_until)
                                values (:name, :holder, :until)
                                """)
                                .bind("name", NAME)
                                .bind("holder", holder)
                                .bind("until", now + SECONDS)
                                .execute()
                        == 1;
    }

    /** Lets another begin at once. */
    void release(Handle handle) {
        handle.execute("delete from status_lease where name = ? and holder = ?", NAME, holder);
    }

    /** When a database's copy of the lease was written, Unix seconds; 0 when it has none: how far a replica is. */
    static long writtenAt(Handle handle) {
        return handle.createQuery("select lease_until from status_lease where name = :name")
                        .bind("name", NAME)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(SECONDS)
                - SECONDS;
    }
}
