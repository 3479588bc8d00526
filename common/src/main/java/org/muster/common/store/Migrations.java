package org.muster.common.store;

import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;

/**
 * Brings a schema to its newest version, whoever dies in between.
 *
 * <p>MySQL commits every change of a table by itself, so a process that is killed during a migration leaves half of it
 * behind, and Flyway's record of a failed one. Every migration is therefore written so that it can be repeated
 * ({@code create table if not exists …}), and a failed record is removed before the next attempt. A lock of the
 * database lets one process at a time do this, so that a record found failed is a dead one's; the lock goes with the
 * connection that holds it.
 */
public final class Migrations {
    private static final int LOCK_SECONDS = 300;
    /** Not MD5: MySQL 9.6 took it out. Shortened, as a lock's name has at most 64 characters. */
    private static final String LOCK = "concat('muster schema ', left(sha2(database(), 256), 32))";

    private Migrations() {}

    /**
     * Runs the migrations that are missing.
     *
     * @param location where they are, for example {@code classpath:db/work}
     * @param loader the class loader that finds them
     * @throws IllegalStateException when another process holds the lock for five minutes
     */
    public static void run(Database database, String location, ClassLoader loader) {
        Flyway flyway = Flyway.configure(loader)
                .dataSource(database.dataSource())
                .locations(location)
                .load();
        database.read(handle -> {
            lock(handle);
            try {
                boolean halfDone = Arrays.stream(flyway.info().all())
                        .anyMatch(migration -> migration.getState() == MigrationState.FAILED);
                if (halfDone) {
                    flyway.repair();
                }
                return flyway.migrate();
            } finally {
                handle.createQuery("select release_lock(" + LOCK + ")")
                        .mapTo(Integer.class)
                        .one();
            }
        });
    }

    private static void lock(Handle handle) {
        Integer locked = handle.createQuery("select get_lock(" + LOCK + ", " + LOCK_SECONDS + ")")
                .mapTo(Integer.class)
                .one();
        if (locked == null || locked != 1) {
            throw new IllegalStateException("another process has been changing the schema for " + LOCK_SECONDS
                    + " s; see what it is doing with: show processlist");
        }
    }
}
