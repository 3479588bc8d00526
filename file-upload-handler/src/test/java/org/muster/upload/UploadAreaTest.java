package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;

class UploadAreaTest {
    @TempDir
    Path disk;

    @Test
    void where_files_begin_is_made_ahead_unless_the_area_itself_is_away() throws Exception {
        Path there = Files.createDirectory(disk.resolve("there"));
        Path away = disk.resolve("away");

        area(there).spread();
        area(away).spread();

        assertThat(there.resolve(".partial")).isEmptyDirectory();
        assertThat(away).doesNotExist();
    }

    @Test
    void an_area_that_cannot_be_written_is_left_as_it_is() throws Exception {
        Path area = Files.createDirectory(disk.resolve("area"));
        Files.writeString(area.resolve(".partial"), "in the way");

        area(area).spread();

        assertThat(area.resolve(".partial")).hasContent("in the way");
    }

    private static UploadArea area(Path root) {
        return UploadArea.of(new FileArea(root, FanOut.STANDARD), new DiskRoom(() -> 0, 0));
    }
}
