package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.science.database.RecordingRow;
import org.muster.science.database.Recordings;
import org.muster.science.database.ScienceSchema;

class RecordingDirectoryTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private static Database science;
    private static Recordings recordings;

    @TempDir
    Path directory;

    private RecordingDirectory watched;
    private Instant now = Instant.ofEpochSecond(1_700_000_000);

    @BeforeAll
    static void migrate() {
        science = database.fresh("science");
        ScienceSchema.migrate(science);
        recordings = new Recordings(science);
    }

    @BeforeEach
    void empty() {
        science.write(handle -> handle.execute("delete from recording"));
        watched = new RecordingDirectory(directory, recordings);
    }

    @Test
    void a_file_is_registered_when_two_looks_see_the_same() throws IOException {
        Path file = Files.write(directory.resolve("tape.0001.raw"), new byte[100]);

        assertThat(look()).isZero();
        assertThat(look()).isEqualTo(1);
        assertThat(look()).isZero();
        assertThat(recordings.all()).extracting(RecordingRow::path).containsExactly(file.toAbsolutePath());
    }

    @Test
    void a_file_that_grows_waits() throws IOException {
        Path file = Files.write(directory.resolve("tape.raw"), new byte[100]);
        for (int i = 0; i < 5; i++) {
            assertThat(look()).isZero();
            Files.write(file, new byte[10], StandardOpenOption.APPEND);
        }
        assertThat(look()).isZero();
        assertThat(look()).isEqualTo(1);
    }

    @Test
    void empty_files_other_files_and_directories_are_left_alone() throws IOException {
        Files.write(directory.resolve("empty.raw"), new byte[0]);
        Files.write(directory.resolve("tape.raw.part"), new byte[9]);
        Files.createDirectory(directory.resolve("directory.raw"));

        look();

        assertThat(look()).isZero();
        assertThat(recordings.all()).isEmpty();
    }

    @Test
    void a_second_look_in_the_same_moment_is_no_look() throws IOException {
        Files.write(directory.resolve("tape.raw"), new byte[100]);

        assertThat(watched.look(now)).isZero();
        assertThat(watched.look(now.plusSeconds(1))).isZero();
        assertThat(recordings.all()).isEmpty();
    }

    @Test
    void a_restart_registers_nothing_again_and_a_name_that_is_taken_is_left_alone() throws IOException {
        Files.write(directory.resolve("tape.raw"), new byte[100]);
        Files.write(directory.resolve("taken.raw"), new byte[100]);
        recordings.register("taken", Path.of("/elsewhere/taken.raw"), 1);
        look();
        assertThat(look()).isEqualTo(1);

        watched = new RecordingDirectory(directory, recordings);
        look();

        assertThat(look()).isZero();
        assertThat(recordings.all()).hasSize(2);
    }

    @Test
    void a_directory_that_is_away_is_an_error_that_names_it() {
        RecordingDirectory away = new RecordingDirectory(directory.resolve("away"), recordings);

        assertThatThrownBy(() -> away.look(now))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("away");
    }

    private int look() throws IOException {
        now = now.plus(RecordingDirectory.PAUSE);
        return watched.look(now);
    }
}
