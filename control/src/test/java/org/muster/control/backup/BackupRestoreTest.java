package org.muster.control.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.control.UserErrorException;
import org.muster.control.testing.SmallProject;
import org.muster.science.database.ScienceSchema;

final class BackupRestoreTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path directory;

    private SmallProject project;
    private Path backups;

    @BeforeEach
    void aSmallProject() throws IOException {
        project = SmallProject.create(
                directory.resolve("project"), DATABASE.freshConfig("work"), DATABASE.freshConfig("science"));
        try (Database science = Database.open(project.config().scienceDatabase(), "science")) {
            ScienceSchema.migrate(science);
            science.write(handle -> handle.execute(
                    "insert into recording (name, path, registered_at, changed_at) values ('sky', '/sky.raw', 1, 1)"));
        }
        for (int i = 0; i < 5; i++) {
            long workunit = project.workunit("w" + i, Map.of());
            project.result(workunit, "w" + i + "_0", 5, Map.of("outcome", 1));
            project.output("w" + i + "_0", "output " + i);
        }
        backups = directory.resolve("backups");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void a_project_comes_back_on_a_new_machine_as_it_was() throws IOException {
        backup();
        try (SmallProject other = newMachine()) {
            Restore restore = restore(other, RestoreChoice.everything());
            assertThat(restore.plan().files().values()).isNotEmpty();
            assertThat(filesOf(other)).as("only looked so far").hasSize(1);

            restore.run(said -> {});

            assertThat(filesOf(other)).isEqualTo(filesOf(project));
            assertThat(table(other.work(), "result")).isEqualTo(table(project.work(), "result"));
            assertThat(table(other.work(), "workunit")).isEqualTo(table(project.work(), "workunit"));
            assertThat(other.number("select count(*) from flyway_schema_history"))
                    .isEqualTo(project.number("select count(*) from flyway_schema_history"));
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(other.directory().resolve("keys/upload_private"))))
                    .isEqualTo("rw-------");
            try (Database science = Database.open(other.config().scienceDatabase(), "science")) {
                assertThat(science.<String>read(handle -> handle.createQuery("select name from recording")
                                .mapTo(String.class)
                                .one()))
                        .isEqualTo("sky");
            }
            long next = other.workunit("next", Map.of());
            assertThat(next).isGreaterThan(RestoreChoice.MARGIN);
            assertThat(restore(other, RestoreChoice.everything()).plan().files())
                    .as("nothing is left to do with files")
                    .isEmpty();
        }
    }

    @Test
    void the_second_backup_copies_only_what_is_new_and_the_first_still_counts() throws IOException {
        Path first = backup();
        project.workunit("new", Map.of());
        Files.writeString(project.directory().resolve("templates/test_out"), "<output_template>\n</output_template>\n");
        Path second = backup();

        assertThat(BackupRecord.read(second).files().copied())
                .as("the input and the template")
                .isEqualTo(2);
        assertThat(BackupRecord.read(second).files().files())
                .isEqualTo(BackupRecord.read(first).files().files() + 1);
        for (Path set : List.of(first, second)) {
            try (SmallProject other = newMachine()) {
                Restore restore = restore(
                        other,
                        new RestoreChoice(
                                java.util.Optional.of(set.getFileName().toString()), true, true, true, false, 0));
                restore.run(said -> {});
                assertThat(other.number("select count(*) from workunit")).isEqualTo(set.equals(first) ? 5 : 6);
                assertThat(Files.readString(other.directory().resolve("templates/test_out")))
                        .isEqualTo(
                                set.equals(first) ? "<output_template/>\n" : "<output_template>\n</output_template>\n");
            }
        }
    }

    @Test
    void a_list_of_files_that_is_damaged_costs_the_next_backup_time_and_nothing_else() throws IOException {
        Path first = backup();
        Files.write(first.resolve(Manifest.NAME), new byte[] {1});

        Path second = backup();

        assertThat(BackupRecord.read(second).files().copied()).isZero();
        assertThat(BackupRecord.read(second).files().files())
                .isEqualTo(BackupRecord.read(first).files().files());
        assertThat(restore(project, RestoreChoice.everything().only(false, false, true))
                        .plan()
                        .isPossible())
                .isTrue();
    }

    @Test
    void old_sets_go_and_with_them_the_copies_that_no_other_has() throws IOException {
        backup();
        Files.delete(project.inputPath("w0"));
        project.workunit("new", Map.of());

        Path kept = new Backup(project.config(), project.configFile(), NOW, said -> {}).into(backups, 1);

        assertThat(new BackupPlace(backups).complete()).containsExactly(kept);
        List<String> copies = names(backups.resolve("files"));
        assertThat(copies).contains("new.in", "w1.in").doesNotContain("w0.in");
    }

    @Test
    void a_set_without_its_record_is_no_backup_and_is_cleared_away_by_the_next() throws IOException {
        Path set = backup();
        Files.delete(set.resolve(BackupRecord.NAME));

        assertThatThrownBy(() -> restore(project, RestoreChoice.everything()))
                .isInstanceOf(UserErrorException.class)
                .hasMessageContaining("no finished backup")
                .hasMessageContaining("backup.json");
        Path next = backup();
        assertThat(set).doesNotExist();
        assertThat(new BackupPlace(backups).complete()).containsExactly(next);
    }

    @Test
    void a_damaged_backup_is_refused_with_the_file_that_is_damaged_and_nothing_is_changed() throws IOException {
        Path set = backup();
        Path input = copyOf("w1.in");
        Path output = copyOf(SmallProject.outputName("w2_0"));
        Path table = set.resolve("work/result.sql.gz");
        Files.writeString(input, "x".repeat(600));
        Files.delete(output);
        Files.write(table, new byte[] {1});
        try (SmallProject other = newMachine()) {
            Restore restore = restore(other, RestoreChoice.everything());

            assertThat(restore.plan().damage())
                    .anyMatch(line -> line.contains("w1.in") && line.contains("MD5"))
                    .anyMatch(line -> line.contains("w2_0") && line.contains("missing"))
                    .anyMatch(line -> line.contains("table result") && line.contains("MD5"));
            assertThatThrownBy(() -> restore.run(said -> {}))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("nothing was restored");
            assertThat(filesOf(other)).hasSize(1);
            assertThat(tables(other)).isZero();
        }
        Files.write(set.resolve(Manifest.NAME), new byte[] {1});
        assertThat(restore(project, RestoreChoice.everything().only(false, false, true))
                        .plan()
                        .damage())
                .anyMatch(line -> line.contains("list of files"));
    }

    @Test
    void a_database_in_use_is_only_replaced_when_that_was_said() throws IOException {
        backup();
        project.work().write(handle -> handle.execute("delete from result"));

        assertThat(restore(project, RestoreChoice.everything()).plan().obstacles())
                .anyMatch(line -> line.contains("--replace"));
        assertThat(project.number("select count(*) from result")).isZero();
        restore(project, RestoreChoice.everything().replacing()).run(said -> {});

        assertThat(project.number("select count(*) from result")).isEqualTo(5);
    }

    @Test
    void nothing_is_restored_under_running_daemons() throws IOException {
        backup();
        long now = NOW.instant().getEpochSecond();
        project.work()
                .write(handle -> handle.execute(
                        "insert into daemon_heartbeat (daemon, instance, host, pid, state, started_at, beat_at, expires_at)"
                                + " values ('scheduler', 'x', 'alpha', 4711, 'RUNNING', ?, ?, ?)",
                        now,
                        now,
                        now + 30));

        assertThat(restore(project, RestoreChoice.everything().replacing())
                        .plan()
                        .obstacles())
                .anyMatch(line -> line.contains("scheduler (process 4711 on alpha)"));
        assertThat(restore(project, RestoreChoice.everything().only(false, false, true))
                        .plan()
                        .isPossible())
                .as("files may")
                .isTrue();
        project.work().write(handle -> handle.execute("update daemon_heartbeat set expires_at = ?", now - 1));
        assertThat(restore(project, RestoreChoice.everything().replacing())
                        .plan()
                        .isPossible())
                .isTrue();
    }

    @Test
    void only_files_that_are_missing_or_different_are_brought_back() throws IOException {
        backup();
        Files.delete(project.outputPath("w0_0"));
        Files.writeString(project.inputPath("w1"), "cut");
        Files.writeString(project.inputPath("w1").resolveSibling("newer"), "stays");
        Restore restore = restore(project, RestoreChoice.everything().only(false, false, true));

        assertThat(restore.plan().files()).isEqualTo(Map.of("download-000", 1L, "upload-000", 1L));
        restore.run(said -> {});

        assertThat(project.outputPath("w0_0")).hasContent("output 0");
        assertThat(Files.size(project.inputPath("w1"))).isEqualTo(600);
        assertThat(project.inputPath("w1").resolveSibling("newer")).hasContent("stays");
    }

    @Test
    void a_file_that_is_deleted_after_the_snapshot_is_in_the_backup() throws IOException {
        Path victim = project.outputPath("w3_0");
        new Backup(project.config(), project.configFile(), NOW, said -> {
                    if (said.startsWith("work database")) {
                        try {
                            Files.delete(victim);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                })
                .into(backups, 7);

        restore(project, RestoreChoice.everything().only(false, false, true)).run(said -> {});

        assertThat(victim).hasContent("output 3");
    }

    @Test
    void two_backups_at_once_and_a_backup_into_itself_are_refused() throws IOException {
        try (var lock = new BackupPlace(backups).lock()) {
            assertThat(backups.resolve("lock")).exists();
            assertThatThrownBy(this::backup).hasMessageContaining("another backup");
        }
        Path inside = project.config().files().uploadDirectory().resolve("backups");
        assertThatThrownBy(() -> new Backup(project.config(), project.configFile(), NOW, said -> {}).into(inside, 7))
                .hasMessageContaining("is to be backed up");
    }

    private Path backup() throws IOException {
        return new Backup(project.config(), project.configFile(), NOW, said -> {}).into(backups, 7);
    }

    private Restore restore(SmallProject where, RestoreChoice choice) throws IOException {
        return new Restore(where.config(), NOW, backups, choice);
    }

    private SmallProject newMachine() throws IOException {
        return SmallProject.places(
                directory.resolve("machine-" + System.nanoTime()),
                DATABASE.freshConfig("work"),
                DATABASE.freshConfig("science"));
    }

    private Path copyOf(String name) throws IOException {
        try (Stream<Path> all = Files.walk(backups.resolve("files"))) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    /** Digests by path; the configuration is of its machine. */
    private static Map<String, String> filesOf(SmallProject project) throws IOException {
        Map<String, String> files = new TreeMap<>();
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> all = Files.walk(project.directory())) {
            all.filter(Files::isRegularFile).forEach(paths::add);
        }
        for (Path path : paths) {
            files.put(
                    project.directory().relativize(path).toString(),
                    path.equals(project.configFile()) ? "" : FileDigest.of(path).md5());
        }
        return files;
    }

    private static List<Map<String, Object>> table(Database database, String table) {
        return database.read(handle -> handle.createQuery("select * from " + table + " order by id")
                .mapToMap()
                .map(row -> {
                    row.replaceAll((column, value) -> value instanceof byte[] bytes ? List.of(bytes.length) : value);
                    return row;
                })
                .list());
    }

    private static double tables(SmallProject project) {
        return project.number("select count(*) from information_schema.tables where table_schema = database()");
    }
}
