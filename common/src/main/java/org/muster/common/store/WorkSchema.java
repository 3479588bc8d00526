package org.muster.common.store;

/** The schema of the work database. Flyway's migrations under {@code db/work} are its only source. */
public final class WorkSchema {
    private WorkSchema() {}

    /** Brings the work database to the newest version; does nothing when it is there. */
    public static void migrate(Database work) {
        Migrations.run(work, "classpath:db/work", WorkSchema.class.getClassLoader());
    }
}
