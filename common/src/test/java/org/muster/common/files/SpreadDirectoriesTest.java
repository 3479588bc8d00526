package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadDirectoriesTest {
    @TempDir
    Path directory;

    @Test
    void a_directory_is_used_as_before_whatever_the_file_system_says() throws Exception {
        Path area = directory.resolve("project/area");

        SpreadDirectories.create(area);

        Path file = Files.createDirectories(area.resolve("3f")).resolve("input");
        Files.writeString(file, "content");
        assertThat(Files.readString(file)).isEqualTo("content");
    }

    @Test
    void where_there_is_no_such_directory_nothing_is_spread() {
        assertThat(SpreadDirectories.below(directory.resolve("missing"))).isFalse();
    }
}
