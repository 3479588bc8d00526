package org.muster.science.database;

import org.muster.common.store.Database;
import org.muster.common.store.Migrations;

/** The schema of the science database. Flyway's migrations under {@code db/science} are its only source. */
public final class ScienceSchema {
    private ScienceSchema() {}

    /** Brings the science database to the newest version; does nothing when it is there. */
    public static void migrate(Database science) {
        Migrations.run(science, "classpath:db/science", ScienceSchema.class.getClassLoader());
    }
}
