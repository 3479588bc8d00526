package org.muster.common.store;

import org.flywaydb.core.Flyway;

/** The schema of the work database. Flyway's migrations under {@code db/work} are its only source. */
public final class WorkSchema {
    private WorkSchema() {}

    /** Brings the work database to the newest version; does nothing when it is there. */
    public static void migrate(Database work) {
        Flyway.configure(WorkSchema.class.getClassLoader())
                .dataSource(work.dataSource())
                .locations("classpath:db/work")
                .load()
                .migrate();
    }
}
