package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {

    @TempDir
    Path directory;

    @Test
    void all_appear_when_they_are_published_and_none_before() throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            for (int i = 0; i < 100; i++) {
                assertThat(add(files, i % 7 + "/" + i, "content of " + i))
                        .isEqualTo(FileDigest.of(("content of " + i).getBytes(UTF_8)));
            }
            assertThat(names()).hasSize(100).allMatch(name -> name.startsWith(WholeFile.TEMPORARY_PREFIX));

            files.publish();
        }

        assertThat(names()).hasSize(100).noneMatch(name -> name.startsWith("."));
        for (int i = 0; i < 100; i++) {
            assertThat(directory.resolve(i % 7 + "/" + i)).hasContent("content of " + i);
        }
    }

    @Test
    void what_is_not_published_leaves_nothing() throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            add(files, "a", "one");
            add(files, "b", "two");
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void one_that_cannot_be_written_leaves_the_others_as_they_are() throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            add(files, "a", "one");
            assertThatThrownBy(() -> add(files, "b", "")).isInstanceOf(FileConflictException.class);
            add(files, "c", "three");

            files.publish();
        }

        assertThat(names()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void the_same_content_may_have_been_there_and_other_content_is_refused_and_kept() throws IOException {
        Files.writeString(directory.resolve("a"), "one");
        Files.writeString(directory.resolve("b"), "other");
        try (WholeFiles files = new WholeFiles()) {
            add(files, "a", "one");
            files.publish();
        }
        try (WholeFiles files = new WholeFiles()) {
            add(files, "b", "two");
            assertThatThrownBy(files::publish)
                    .isInstanceOf(FileConflictException.class)
                    .hasMessageContaining("finished files are never changed");
        }

        assertThat(names()).containsExactlyInAnyOrder("a", "b");
        assertThat(directory.resolve("b")).hasContent("other");
    }

    @Test
    void two_of_one_name_must_have_one_content() throws IOException {
        try (WholeFiles files = new WholeFiles()) {
            add(files, "a", "one");
            add(files, "a", "two");
            assertThatThrownBy(files::publish).isInstanceOf(FileConflictException.class);
        }

        assertThat(names()).containsExactly("a");
    }

    private FileDigest add(WholeFiles files, String name, String content) throws IOException {
        return files.add(directory.resolve(name), out -> out.write(content.getBytes(UTF_8)), Optional.empty());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
