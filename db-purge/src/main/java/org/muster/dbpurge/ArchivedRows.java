package org.muster.dbpurge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;
import org.muster.dbpurge.archive.ArchiveField;
import org.muster.dbpurge.archive.ArchiveField.Kind;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveNumbers;
import org.muster.dbpurge.archive.ArchiveRecord;

/** The rows that go into an archive and away: reads them, sums them up, deletes them. */
final class ArchivedRows {

    private ArchivedRows() {}

    /**
     * What tells whether rows are still the ones that were archived.
     *
     * @param rows how many there are
     * @param crossed the checksums of all their values, crossed with each other
     */
    record Fingerprint(long rows, long crossed) {

        /** Of no rows. */
        static final Fingerprint NONE = new Fingerprint(0, 0);

        /** Of the rows of both, which have none in common. */
        Fingerprint with(Fingerprint others) {
            return new Fingerprint(rows + others.rows, crossed ^ others.crossed);
        }
    }

    /** A row as it goes into an archive, and the database's checksum of it at that moment. */
    record ReadRow(ArchiveRecord row, long checksum) {

        Fingerprint fingerprint() {
            return new Fingerprint(1, checksum);
        }
    }

    /** The rows of some workunits in the order of their ids. */
    static List<ReadRow> read(Handle handle, ArchiveFormat format, List<Long> workunits) {
        String columns = format.fields().stream().map(ArchivedRows::selected).collect(joining(", "));
        return ManyRows.select(
                handle,
                "select " + columns + ", " + checksum(format) + " as checksum from " + format.table() + " t where t."
                        + workunitColumn(format) + " in {ids} order by t.id",
                workunits,
                row -> new ReadRow(row(format, row), row.getLong("checksum")));
    }

    /** Deletes all rows of a batch and returns how many there were. */
    static long delete(Handle handle, ArchiveFormat format, PurgeBatch batch) {
        return handle.createUpdate("""
                        delete t from <table> t join purge_member m on m.workunitid = t.<workunit>
                        where m.batch_id = :batch
                        """)
                .define("table", format.table())
                .define("workunit", workunitColumn(format))
                .bind("batch", batch.id())
                .execute();
    }

    /** Sums up all rows of a batch, which nobody can change any more until the transaction ends. */
    static Fingerprint lock(Handle handle, ArchiveFormat format, PurgeBatch batch) {
        return handle.createQuery("""
                        select count(*) as n, coalesce(bit_xor(<checksum>), 0) as crossed
                        from purge_member m join <table> t on t.<workunit> = m.workunitid
                        where m.batch_id = :batch for update
                        """)
                .define("checksum", checksum(format))
                .define("table", format.table())
                .define("workunit", workunitColumn(format))
                .bind("batch", batch.id())
                .map((row, context) -> new Fingerprint(row.getLong("n"), row.getLong("crossed")))
                .one();
    }

    /** The checksum of a row of {@code t} over every column. */
    private static String checksum(ArchiveFormat format) {
        return format.fields().stream()
                .map(field -> "coalesce(t." + field.name() + ", '')")
                .collect(joining(", ", "crc32(concat_ws('|', ", "))"));
    }

    private static String workunitColumn(ArchiveFormat format) {
        return switch (format) {
            case WORKUNIT -> "id";
            case RESULT -> "workunitid";
        };
    }

    private static String selected(ArchiveField field) {
        return field.kind() == Kind.TIME
                ? "cast(t." + field.name() + " as char) as " + field.name()
                : "t." + field.name();
    }

    private static ArchiveRecord row(ArchiveFormat format, ResultSet row) throws SQLException {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (ArchiveField field : format.fields()) {
            values.put(field.name(), value(field, row));
        }
        return new ArchiveRecord(format, values);
    }

    private static String value(ArchiveField field, ResultSet row) throws SQLException {
        return switch (field.kind()) {
            case WHOLE -> Long.toString(row.getLong(field.name()));
            case REAL -> ArchiveNumbers.real(row.getDouble(field.name()));
            case FIXED -> ArchiveNumbers.fixed(row.getDouble(field.name()));
            case TIME, NAME -> {
                String text = row.getString(field.name());
                yield text == null ? "" : new String(text.getBytes(UTF_8), ISO_8859_1);
            }
            case DOCUMENT, OUTPUT -> {
                byte[] bytes = row.getBytes(field.name());
                yield bytes == null ? "" : new String(bytes, ISO_8859_1);
            }
        };
    }
}
