package org.muster.science.database;

import org.flywaydb.core.Flyway;
import org.muster.common.store.Database;

/** The schema of the science database. Flyway's migrations under {@code db/science} are its only source. */
public final class ScienceSchema {
    private ScienceSchema() {}

    /** Brings the science database to the newest version; does nothing when it is there. */
    public static void migrate(Database science) {
        Flyway.configure(ScienceSchema.class.getClassLoader())
                .dataSource(science.dataSource())
                .locations("classpath:db/science")
                .load()
                .migrate();
    }
}
