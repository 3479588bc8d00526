package org.muster.control.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.store.Database;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;
import org.muster.control.backup.BackupRecord.SchemaRecord;
import org.muster.control.backup.BackupRecord.TableRecord;

/** What is dumped comes back as it was, whatever is in it, and as it was at one moment. */
final class DumpRoundTripTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    @Test
    void values_of_every_kind_come_back_as_they_were() throws IOException {
        DatabaseConfig source = DATABASE.freshConfig("source");
        try (Database database = Database.open(source, "source")) {
            database.write(handle -> {
                handle.execute("""
                        create table `odd ``name` (
                          id bigint not null auto_increment primary key,
                          whole bigint, huge bigint unsigned, tiny tinyint, exact decimal(30, 10),
                          wide double, narrow float, bits bit(12), raw mediumblob, fixed binary(4),
                          words varchar(200) character set utf8mb4, old varchar(50) character set latin1, note text,
                          kind enum('a', 'b''c'), day date, moment timestamp(6) null, civil datetime, length time, year year,
                          twice bigint as (whole * 2) virtual,
                          mod_time timestamp default current_timestamp on update current_timestamp
                        ) default charset = utf8mb4
                        """);
                insert(handle, 1, Long.MIN_VALUE, "18446744073709551615", Double.MIN_VALUE, 1e-30f);
                insert(handle, 0, Long.MAX_VALUE, "0", Double.MAX_VALUE, 16777217f);
                insert(handle, 0, -1, "9223372036854775808", 0.1 + 0.2, 3.402823e38f);
                handle.execute("insert into `odd ``name` (note) values (null)");
                handle.execute("update `odd ``name` set mod_time = '2001-02-03 04:05:06'");
            });
            SchemaRecord record = new SchemaDump(source, "source").into(directory);
            assertThat(record.rows()).isEqualTo(4);

            DatabaseConfig target = DATABASE.freshConfig("target");
            new SchemaRestore(target, "target", directory, record).run("set", 1000, said -> {});

            try (Database copy = Database.open(target, "target")) {
                assertThat(rows(copy)).isEqualTo(rows(database)).hasSize(4);
                assertThat(copy.<String>read(handle -> handle.createQuery("select words from `odd ``name` where id = 1")
                                .mapTo(String.class)
                                .one()))
                        .isEqualTo("a'b\"c\\d\ne\rf\0g\032h;\n-- \u00fc \ud83d\udef0 %_ {x} ? :y");
                long next =
                        copy.<Long>transact(handle -> handle.createUpdate("insert into `odd ``name` (tiny) values (1)")
                                .executeAndReturnGeneratedKeys()
                                .mapTo(Long.class)
                                .one());
                assertThat(next)
                        .as("numbers given out after the backup are left out")
                        .isGreaterThan(1000);
            }
        }
    }

    private static void insert(
            org.jdbi.v3.core.Handle handle, long id, long whole, String huge, double wide, float narrow) {
        byte[] everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        handle.execute(
                """
                insert into `odd ``name` (whole, huge, tiny, exact, wide, narrow, bits, raw, fixed, words, old, note, kind,
                  day, moment, civil, length, year)
                values (?, ?, -128, -12345678901234567890.0123456789, ?, ?, b'101010101010', ?, ?, ?, 'café £ÿ', '', 'b''c',
                  '1000-01-01', '2026-11-26 01:02:03.456789', '9999-12-31 23:59:59', '-838:59:59', 1970)
                """,
                whole,
                huge,
                wide,
                narrow,
                id == 1 ? everyByte : new byte[0],
                new byte[] {0, 39, 92, 10},
                "a'b\"c\\d\ne\rf\0g\032h;\n-- \u00fc \ud83d\udef0 %_ {x} ? :y");
    }

    /** Everything in digits, so that nothing is lost on the way to here. */
    private static List<String> rows(Database database) {
        return database.read(
                handle -> handle.createQuery("""
                        select concat_ws('|', id, coalesce(whole, 'null'), coalesce(huge, 'null'), coalesce(tiny, 'null'),
                          coalesce(exact, 'null'), coalesce(wide, 'null'), coalesce(narrow + 0e0, 'null'),
                          coalesce(hex(bits + 0), 'null'), coalesce(hex(raw), 'null'), coalesce(hex(fixed), 'null'),
                          coalesce(hex(words), 'null'), coalesce(hex(old), 'null'), coalesce(hex(note), 'null'),
                          coalesce(kind, 'null'), coalesce(day, 'null'), coalesce(unix_timestamp(moment), 'null'),
                          coalesce(civil, 'null'), coalesce(length, 'null'), coalesce(year, 'null'),
                          coalesce(twice, 'null'), mod_time)
                        from `odd ``name` order by id
                        """).mapTo(String.class).list());
    }

    @Test
    void a_dump_made_while_others_write_is_of_one_moment() throws Exception {
        DatabaseConfig source = DATABASE.freshConfig("busy");
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong moves = new AtomicLong();
        try (Database database = Database.open(source, "busy")) {
            database.write(handle -> {
                for (String table : List.of("a_first", "z_last")) {
                    handle.execute("create table " + table + " (id bigint primary key, amount bigint) engine = InnoDB");
                    handle.execute("insert into " + table + " values (1, 1000000)");
                }
                handle.execute("create table m_filler (id bigint auto_increment primary key, text varchar(200))");
                handle.execute("insert into m_filler (text) values (repeat('x', 200))");
                for (int doubled = 0; doubled < 13; doubled++) {
                    handle.execute("insert into m_filler (text) select text from m_filler");
                }
            });
            Thread mover = Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    database.write(handle -> {
                        handle.execute("update a_first set amount = amount - 1 where id = 1");
                        handle.execute("update z_last set amount = amount + 1 where id = 1");
                    });
                    moves.incrementAndGet();
                }
            });
            Eventually.until(() -> moves.get() > 10);
            SchemaRecord record = new SchemaDump(source, "busy").into(directory);
            long seen = moves.get();
            Eventually.until(() -> moves.get() > seen + 10);
            stop.set(true);
            mover.join();

            DatabaseConfig target = DATABASE.freshConfig("calm");
            new SchemaRestore(target, "calm", directory, record).run("set", 0, said -> {});
            try (Database copy = Database.open(target, "calm")) {
                long first = amount(copy, "a_first");
                assertThat(first).as("it was taken in the middle").isLessThan(1_000_000);
                assertThat(first + amount(copy, "z_last")).isEqualTo(2_000_000);
            }
        }
    }

    private static long amount(Database database, String table) {
        return database.read(handle -> handle.createQuery("select amount from " + table)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void a_restore_that_broke_off_is_known_and_goes_on() throws IOException {
        DatabaseConfig source = DATABASE.freshConfig("whole");
        try (Database database = Database.open(source, "whole")) {
            database.write(handle -> {
                for (String table : List.of("one", "two", "three")) {
                    handle.execute("create table " + table + " (id bigint auto_increment primary key)");
                    handle.execute("insert into " + table + " values (), (), ()");
                }
            });
        }
        SchemaRecord record = new SchemaDump(source, "whole").into(directory);
        TableRecord broken = record.tables().get(1);
        Path file = directory.resolve(broken.file());
        byte[] content = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
        DatabaseConfig target = DATABASE.freshConfig("half");
        SchemaRestore restore = new SchemaRestore(target, "half", directory, record);

        assertThat(restore.present()).isEqualTo(SchemaRestore.Present.NOTHING);
        assertThatThrownBy(() -> restore.run("set", 0, said -> {})).isInstanceOf(IOException.class);
        assertThat(restore.present()).isEqualTo(SchemaRestore.Present.HALF_RESTORED);
        Files.write(file, content);
        restore.run("set", 0, said -> {});

        assertThat(restore.present()).isEqualTo(SchemaRestore.Present.TABLES);
        try (Database copy = Database.open(target, "half")) {
            for (String table : List.of("one", "two", "three")) {
                assertThat(copy.<Long>read(handle -> handle.createQuery("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one()))
                        .as(table)
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_named() {
        DatabaseConfig nobody = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "", "", 1);

        assertThatThrownBy(() -> new SchemaDump(nobody, "work").into(directory))
                .hasMessageContaining("database work")
                .hasMessageContaining("cannot be reached");
    }
}
