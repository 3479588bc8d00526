package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] CONTENT = "spikes\n".getBytes(UTF_8);

    @TempDir
    Path directory;

    @Test
    void a_file_is_stored_with_its_directories_and_nothing_beside_it() throws IOException {
        Path target = directory.resolve("3e7/input.dat");

        FileDigest digest = WholeFile.write(target, CONTENT);

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(digest).isEqualTo(new FileDigest("0ec25eeffeb545f46bcd7ea2627ac996", 7));
        assertThat(namesIn(target.getParent())).containsExactly("input.dat");
    }

    @Test
    void while_it_is_written_nothing_has_its_name_and_the_part_is_hidden() throws IOException {
        Path target = directory.resolve("input.dat");

        WholeFile.write(target, out -> {
            out.write(CONTENT);
            out.flush();
            assertThat(target).doesNotExist();
            assertThat(namesIn(directory)).hasSize(1).allMatch(name -> name.startsWith("."));
        });

        assertThat(namesIn(directory)).containsExactly("input.dat");
    }

    @Test
    void a_writer_that_fails_leaves_nothing() throws IOException {
        Path target = directory.resolve("input.dat");

        assertThatThrownBy(() -> WholeFile.write(target, out -> {
                    out.write(CONTENT);
                    throw new IOException("the recording ended");
                }))
                .hasMessage("the recording ended");

        assertThat(namesIn(directory)).isEmpty();
    }

    @Test
    void an_empty_file_is_not_published_unless_it_was_meant() throws IOException {
        assertThatThrownBy(() -> WholeFile.write(directory.resolve("a"), out -> {}))
                .isInstanceOf(FileConflictException.class)
                .hasMessageContaining("Nothing was written");
        assertThatThrownBy(() -> WholeFile.write(
                        directory.resolve("b"), new ByteArrayInputStream(new byte[0]), FileDigest.of(CONTENT)))
                .isInstanceOf(FileConflictException.class)
                .hasMessageContaining("were promised");
        assertThat(namesIn(directory)).isEmpty();

        WholeFile.write(directory.resolve("c"), new byte[0]);

        assertThat(directory.resolve("c")).isEmptyFile();
    }

    @Test
    void content_that_is_not_what_was_promised_is_not_published() throws IOException {
        FileDigest promised = FileDigest.of("spikez\n".getBytes(UTF_8));

        assertThatThrownBy(() -> WholeFile.write(directory.resolve("a"), new ByteArrayInputStream(CONTENT), promised))
                .isInstanceOf(FileConflictException.class)
                .hasMessageContaining(promised.md5());

        assertThat(namesIn(directory)).isEmpty();
    }

    @Test
    void writing_the_same_again_changes_nothing_and_writing_other_content_is_refused() throws IOException {
        Path target = directory.resolve("input.dat");
        WholeFile.write(target, CONTENT);
        Object before = Files.readAttributes(target, "unix:ino").get("ino");

        assertThat(WholeFile.write(target, CONTENT)).isEqualTo(FileDigest.of(CONTENT));
        assertThatThrownBy(() -> WholeFile.write(target, "other".getBytes(UTF_8)))
                .isInstanceOf(FileConflictException.class)
                .hasMessageContaining("finished files are never changed");

        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(Files.readAttributes(target, "unix:ino").get("ino")).isEqualTo(before);
        assertThat(namesIn(directory)).containsExactly("input.dat");
    }

    @Test
    void a_private_file_is_for_its_owner_alone() throws IOException {
        WholeFile.writePrivate(directory.resolve("secret"), CONTENT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))))
                .isEqualTo("rw-------");
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
