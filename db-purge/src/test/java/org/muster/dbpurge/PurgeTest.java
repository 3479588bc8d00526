package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.testing.TestDatabase;
import org.muster.dbpurge.archive.ArchiveField;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveRecord;

class PurgeTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private PurgeFixture fixture;

    @BeforeEach
    void begin() {
        DATABASE.empty();
        fixture = new PurgeFixture(DATABASE.work(), temporary.resolve("archives"));
    }

    @Test
    void every_column_of_the_tables_is_archived() {
        for (ArchiveFormat format : ArchiveFormat.values()) {
            List<String> columns = fixture.work.read(handle -> handle.createQuery("""
                            select column_name from information_schema.columns
                            where table_schema = database() and table_name = :table
                            """)
                    .bind("table", format.table())
                    .mapTo(String.class)
                    .list());
            assertThat(format.fields()).extracting(ArchiveField::name).containsExactlyInAnyOrderElementsOf(columns);
        }
    }

    @Test
    void what_was_purged_is_what_is_read_back_column_by_column() throws IOException {
        fixture.finished("kept_whole_", 20);
        fillWithAnything();
        Map<ArchiveFormat, Map<Long, Map<String, Object>>> before =
                Map.of(ArchiveFormat.WORKUNIT, rows("workunit"), ArchiveFormat.RESULT, rows("result"));

        assertThat(fixture.purge(7).run()).isEqualTo(new PassOutcome(7, true));
        runUntilIdle(fixture.purge(7));

        assertThat(fixture.rows("workunit") + fixture.rows("result")).isZero();
        before.forEach((format, rows) -> {
            List<ArchiveRecord> archived = fixture.archived(format);
            assertThat(archived).extracting(ArchiveRecord::id).containsExactlyInAnyOrderElementsOf(rows.keySet());
            archived.forEach(row -> isSame(row, rows.get(row.id())));
        });
    }

    @Test
    void the_index_tells_which_archive_holds_a_row() throws IOException {
        List<Long> ids = fixture.finished("indexed_", 2);
        long first = fixture.now.get();

        fixture.purge(1).run();
        fixture.purge(1).run();

        assertThat(lines("wu_index_" + first)).containsExactly(ids.get(0) + "     " + first + "    indexed_0");
        assertThat(lines("wu_index_" + (first + 1)))
                .containsExactly(ids.get(1) + "     " + (first + 1) + "    indexed_1");
        assertThat(lines("result_index_" + first)).hasSize(2).allMatch(line -> line.contains(" " + first + " "));
    }

    @Test
    void what_others_still_need_stays() throws IOException {
        List<Long> ids = fixture.finished("w_", 4);
        fixture.work.write(handle -> {
            handle.execute("update workunit set transition_time = 5 where id = ?", ids.get(0));
            handle.execute("update result set file_delete_state = 3 where workunitid = ? limit 1", ids.get(1));
            handle.execute("update result set server_state = 4, outcome = 0 where workunitid = ? limit 1", ids.get(2));
            handle.execute("""
                    insert into credit_ledger (result_id, workunit_id, host_id, user_id, credit, granted_at)
                    select id, workunitid, 1, 1, 0.25, 1 from result
                    """);
        });

        runUntilIdle(fixture.purge(1));

        assertThat(remaining()).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(fixture.rows("credit_ledger")).isEqualTo(8);
        assertThat(fixture.archived(ArchiveFormat.WORKUNIT))
                .extracting(ArchiveRecord::id)
                .containsExactly(ids.get(3));
    }

    @Test
    void rows_stay_as_long_as_the_project_wants() throws IOException {
        fixture.finished("young_", 3);
        PurgePass purge = fixture.purge(10, Duration.ofDays(1));

        assertThat(purge.run()).isEqualTo(PassOutcome.IDLE);
        fixture.now.addAndGet(Duration.ofDays(2).toSeconds());
        assertThat(purge.run()).isEqualTo(new PassOutcome(3, false));
    }

    @Test
    void an_archive_that_is_there_is_never_written_over() throws IOException {
        Files.createDirectories(fixture.directory);
        Path theirs = fixture.directory.resolve("wu_index_" + fixture.now.get() + ".xml");
        Files.writeString(theirs, "1     " + fixture.now.get() + "    from_another_server\n");
        fixture.finished("w_", 1);

        fixture.purge(10).run();

        assertThat(theirs).content().endsWith("from_another_server\n");
        assertThat(fixture.files("wu_index_"))
                .containsExactly(theirs, fixture.directory.resolve("wu_index_" + (fixture.now.get() + 1) + ".xml.gz"));
    }

    @Test
    void a_disk_that_takes_no_archive_delays_the_purge_and_loses_nothing() throws IOException {
        fixture.finished("w_", 3);
        Files.writeString(fixture.directory, "a file where the directory should be");
        PurgePass purge = fixture.purge(10);

        assertThatThrownBy(purge::run).isInstanceOf(IOException.class);
        assertThatThrownBy(purge::run).isInstanceOf(IOException.class);
        assertThat(fixture.rows("workunit")).isEqualTo(3);

        Files.delete(fixture.directory);
        runUntilIdle(purge);

        assertThat(fixture.rows("workunit")).isZero();
        assertThat(fixture.archived(ArchiveFormat.WORKUNIT)).hasSize(3);
    }

    private List<Long> remaining() {
        return fixture.work.read(handle -> handle.createQuery("select id from workunit order by id")
                .mapTo(Long.class)
                .list());
    }

    /** Gives every column a value that is easily spoilt. */
    private void fillWithAnything() {
        Random random = new Random(7);
        fixture.work.write(handle -> {
            for (long id : handle.createQuery("select id from result")
                    .mapTo(Long.class)
                    .list()) {
                byte[] noise = new byte[random.nextInt(3000)];
                random.nextBytes(noise);
                handle.createUpdate("""
                                update result set random = :int, elapsed_time = :double, granted_credit = :double / 3,
                                  opaque = :double, peak_disk_usage = :double * 1e12, exit_status = -:int,
                                  report_deadline = 4294967296 + id, stderr_out = :noise,
                                  xml_doc_out = if(id mod 3 = 0, null, if(id mod 3 = 1, :noise, xml_doc_out))
                                where id = :id
                                """)
                        .bind("int", random.nextInt(Integer.MAX_VALUE))
                        .bind("double", random.nextDouble())
                        .bind("noise", noise)
                        .bind("id", id)
                        .execute();
            }
            handle.execute("update workunit set keywords = 'a < b & ü', opaque = 1e-9 * id, size_class = -1");
        });
    }

    private Map<Long, Map<String, Object>> rows(String table) {
        return fixture.work.read(handle -> {
            Map<Long, Map<String, Object>> rows = new HashMap<>();
            handle.createQuery("select t.*, cast(mod_time as char) as printed_mod_time from " + table + " t")
                    .mapToMap()
                    .forEach(row -> rows.put(((Number) row.get("id")).longValue(), row));
            return rows;
        });
    }

    private static void isSame(ArchiveRecord archived, Map<String, Object> row) {
        row.forEach((column, value) -> {
            switch (value) {
                case null -> assertThat(archived.bytes(column)).as(column).isEmpty();
                case byte[] bytes ->
                    assertThat(archived.bytes(column)).as(column).isEqualTo(bytes);
                case Double real -> assertThat(archived.real(column)).as(column).isEqualTo(real);
                case Number whole ->
                    assertThat(archived.whole(column)).as(column).isEqualTo(whole.longValue());
                case String text
                when column.equals("printed_mod_time") ->
                    assertThat(archived.text("mod_time")).isEqualTo(text);
                case String text -> assertThat(archived.text(column)).as(column).isEqualTo(text);
                default -> assertThat(column).isEqualTo("mod_time");
            }
        });
    }

    private List<String> lines(String prefix) throws IOException {
        List<Path> files = fixture.files(prefix);
        assertThat(files).hasSize(1);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(files.getFirst())), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static void runUntilIdle(PurgePass purge) throws IOException {
        int passes = 0;
        while (purge.run().more()) {
            assertThat(++passes).isLessThan(100);
        }
    }
}
