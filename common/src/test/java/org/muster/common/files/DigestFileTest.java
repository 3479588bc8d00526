package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestFileTest {

    private static final FileDigest DIGEST = FileDigest.of("content".getBytes(UTF_8));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void stage() throws IOException {
        file = Files.writeString(directory.resolve("a.in"), "content");
    }

    @Test
    void what_is_recorded_is_read_back() throws IOException {
        DigestFile.write(file, DIGEST);

        assertThat(DigestFile.read(file)).contains(DIGEST);
        assertThat(directory.resolve("a.in.md5")).hasContent(DIGEST.md5() + " 7");
        assertThat(DigestFile.hasRecordedSize(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"7", "7.000000000000000e+00", "7.0"})
    void a_record_of_boincs_own_tools_is_read(String size) throws IOException {
        Files.writeString(directory.resolve("a.in.md5"), DIGEST.md5() + " " + size + "\n");

        assertThat(DigestFile.read(file)).contains(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "9a0364b9e99bb480dd25e1f0284c8555",
                "nonsense 7",
                "x y z",
                "9a0364b9e99bb480dd25e1f0284c8555 -1"
            })
    void a_record_that_is_empty_or_damaged_says_nothing(String text) throws IOException {
        Files.writeString(directory.resolve("a.in.md5"), text);

        assertThat(DigestFile.read(file)).isEmpty();
        assertThat(DigestFile.hasRecordedSize(file)).isTrue();
    }

    @Test
    void a_record_older_than_its_file_says_nothing() throws IOException {
        DigestFile.write(file, DIGEST);
        Files.setLastModifiedTime(directory.resolve("a.in.md5"), FileTime.from(Instant.EPOCH));

        assertThat(DigestFile.read(file)).isEmpty();
    }

    @Test
    void a_file_that_was_cut_short_after_it_was_recorded_is_not_to_be_served() throws IOException {
        DigestFile.write(file, DIGEST);
        Files.writeString(file, "cont");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));

        assertThat(DigestFile.recorded(file)).contains(new DigestFile.Recorded(DIGEST, true));
        assertThat(DigestFile.read(file)).isEmpty();
        assertThat(DigestFile.hasRecordedSize(file)).isFalse();
    }

    @Test
    void a_file_that_was_cut_short_or_emptied_or_is_gone_is_not_to_be_served() throws IOException {
        DigestFile.write(file, DIGEST);
        FileTime staged = Files.getLastModifiedTime(file);
        Files.writeString(file, "cont");
        Files.setLastModifiedTime(file, staged);
        assertThat(DigestFile.hasRecordedSize(file)).isFalse();

        Files.delete(directory.resolve("a.in.md5"));
        Files.writeString(file, "");
        assertThat(DigestFile.hasRecordedSize(file)).isFalse();

        Files.delete(file);
        assertThat(DigestFile.hasRecordedSize(file)).isFalse();
    }
}
