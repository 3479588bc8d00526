package org.muster.web.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.muster.common.files.WholeFile;
import org.muster.common.protocol.XmlWriter;
import org.muster.common.store.Database;

/**
 * Makes one export: every table in steps of a thousand rows, each step one query, no transaction longer than that; then the
 * totals; then all is published at once. A run that dies leaves a directory that the next one removes. For one thread.
 */
public final class StatisticsExport {
    private static final int ROWS_A_STEP = 1000;
    private static final List<ExportTable> TABLES = List.of(
            UserRecords.TABLE, TeamRecords.TABLE, HostRecords.TABLE, DeletedRecords.USERS, DeletedRecords.HOSTS);

    private final Database master;
    private final Optional<Database> replica;
    private final PublishedFiles files;
    private final InstantSource clock;

    /**
     * What an export needs.
     *
     * @param replica a copy of the work database that may be read without disturbing the daemons
     * @param directory where exports are kept
     */
    public StatisticsExport(Database master, Optional<Database> replica, Path directory, InstantSource clock) {
        this.master = master;
        this.replica = replica;
        this.files = new PublishedFiles(directory);
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param source the database that was read: {@code master} or {@code replica}
     */
    public record Written(long users, long teams, long hosts, String source) {}

    /**
     * Exports and publishes.
     *
     * @throws IOException when the files cannot be written; what was published before stays
     */
    public Written run() throws IOException {
        Instant began = clock.instant();
        ExportSource source = ExportSource.choose(master, replica);
        Path export = files.begin(began);
        long consent = source.database().read(StatisticsExport::neededConsent);
        Map<ExportTable, Long> counts = new LinkedHashMap<>();
        Sum credit = new Sum();
        for (ExportTable table : TABLES) {
            counts.put(table, write(source, table, consent, export, table == UserRecords.TABLE ? credit : new Sum()));
        }
        XmlWriter totals = source.database()
                .read(handle -> new ExportTotals(counts, credit.value).document(handle, began.getEpochSecond()));
        WholeFile.write(export.resolve("tables.xml"), totals.toByteArray());
        files.publish(export);
        return new Written(
                counts.get(UserRecords.TABLE),
                counts.get(TeamRecords.TABLE),
                counts.get(HostRecords.TABLE),
                source.name());
    }

    /** When the last export was published. */
    public Optional<Instant> published() throws IOException {
        return files.published();
    }

    private static final class Sum {
        double value;
    }

    private record Step(int rows, int exported, long last, double credit, XmlWriter records) {}

    private static long write(ExportSource source, ExportTable table, long consent, Path export, Sum credit)
            throws IOException {
        long exported = 0;
        try (ExportFile file = new ExportFile(export.resolve(table.file() + ".gz"), table.root())) {
            Step step = new Step(ROWS_A_STEP, 0, 0, 0, new XmlWriter());
            while (step.rows() == ROWS_A_STEP) {
                long began = System.nanoTime();
                long after = step.last();
                step = source.database().read(handle -> step(handle, table, consent, after));
                file.write(step.records());
                exported += step.exported();
                credit.value += step.credit();
                LockSupport.parkNanos((System.nanoTime() - began) * source.restsFor());
            }
            file.finish();
        }
        return exported;
    }

    private static Step step(Handle handle, ExportTable table, long consent, long after) {
        XmlWriter records = new XmlWriter();
        return handle.createQuery(table.query())
                .bind("after", after)
                .bind("limit", ROWS_A_STEP)
                .bind("consent", consent)
                .scanResultSet((results, context) -> {
                    int rows = 0;
                    int exported = 0;
                    long last = after;
                    double credit = 0;
                    var row = results.get();
                    while (row.next()) {
                        rows++;
                        last = row.getLong("id");
                        if (row.getBoolean("exported")) {
                            exported++;
                            table.writer().write(row, records);
                            credit += table == UserRecords.TABLE ? row.getDouble("total_credit") : 0;
                        }
                    }
                    return new Step(rows, exported, last, credit, records);
                });
    }

    /** The id of the consent that everybody exported must have given; 0 when the project does not ask for one. */
    private static long neededConsent(Handle handle) {
        return handle.createQuery(
                        "select id from consent_type where shortname = 'STATSEXPORT' and enabled <> 0 order by id")
                .mapTo(Long.class)
                .findFirst()
                .orElse(0L);
    }
}
