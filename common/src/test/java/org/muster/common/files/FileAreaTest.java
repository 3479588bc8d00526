package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAreaTest {
    @TempDir
    Path directory;

    private FileArea area;

    @BeforeEach
    void open_an_area() {
        area = new FileArea(directory.resolve("upload"), FanOut.STANDARD);
    }

    @Test
    void a_file_is_stored_found_listed_and_deleted_by_its_name() throws IOException {
        area.write("input.dat", out -> out.write("piece".getBytes(UTF_8)));

        assertThat(area.find("input.dat")).contains(area.root().resolve("3e7/input.dat"));
        assertThat(area.list())
                .singleElement()
                .satisfies(file -> assertThat(file.name() + " " + file.size()).isEqualTo("input.dat 5"));
        assertThat(area.delete("input.dat")).isEqualTo(Deletion.DELETED);
        assertThat(area.delete("input.dat")).isEqualTo(Deletion.ALREADY_GONE);
        assertThat(area.find("input.dat")).isEmpty();
        assertThat(area.list()).isEmpty();
    }

    @Test
    void no_name_leads_out_of_the_area() throws IOException {
        Files.writeString(directory.resolve("secret"), "x");

        for (String name : new String[] {"../secret", "..", "/etc/passwd", "a/../../secret", ".part-0"}) {
            assertThatThrownBy(() -> area.resolve(name)).isInstanceOf(IllegalFileNameException.class);
            assertThat(area.find(name)).isEmpty();
            assertThat(area.delete(name)).isEqualTo(Deletion.ALREADY_GONE);
        }
        assertThat(directory.resolve("secret")).exists();
    }

    @Test
    void an_area_that_does_not_exist_yet_is_empty() throws IOException {
        assertThat(area.list()).isEmpty();
        assertThat(area.find("input.dat")).isEmpty();
        assertThat(area.delete("input.dat")).isEqualTo(Deletion.ALREADY_GONE);
        assertThat(area.sweepAbandoned(Instant.EPOCH)).isZero();
    }

    @Test
    void what_cannot_be_deleted_is_said_to_have_failed() throws IOException {
        Files.createDirectories(area.resolve("input.dat").resolve("in the way"));

        assertThat(area.delete("input.dat")).isEqualTo(Deletion.FAILED);
    }

    @Test
    void hidden_files_are_not_listed_and_only_old_ones_are_swept() throws IOException {
        Path directoryOfName = Files.createDirectories(area.resolve("input.dat").getParent());
        Path old = Files.writeString(directoryOfName.resolve(".part-1"), "half");
        Path young = Files.writeString(directoryOfName.resolve(".part-2"), "half");
        Path elsewhere = Files.writeString(
                Files.createDirectories(area.root().resolve(".partial/3e7")).resolve("input.dat"), "half");
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(3600)));
        Files.setLastModifiedTime(young, FileTime.from(now));

        assertThat(area.list()).isEmpty();
        assertThat(area.sweepAbandoned(now.minusSeconds(60))).isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(elsewhere).exists();
    }
}
