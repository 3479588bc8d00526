package org.muster.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDirectoryTest {
    @TempDir
    Path temporary;

    private KeyDirectory keys;

    @BeforeEach
    void choose_a_directory() {
        keys = new KeyDirectory(temporary.resolve("keys"));
    }

    @Test
    void all_four_files_are_made_and_the_private_ones_are_private() throws IOException {
        keys.createMissing();

        assertThat(namesIn(keys.directory()))
                .containsExactlyInAnyOrder("upload_public", "upload_private", "code_sign_public", "code_sign_private");
        assertThat(permissions(keys.uploadPrivate())).isEqualTo("rw-------");
        assertThat(permissions(keys.codeSignPrivate())).isEqualTo("rw-------");
        assertThat(keys.readUploadPublic()).isEqualTo(KeyFiles.publicKeyOf(keys.readUploadPrivate()));
        assertThat(keys.readCodeSignPublic()).isEqualTo(KeyFiles.publicKeyOf(keys.readCodeSignPrivate()));
        assertThat(keys.readCodeSignPublic()).isNotEqualTo(keys.readUploadPublic());
    }

    @Test
    void keys_that_are_there_stay_and_a_missing_public_half_is_made_from_the_private_one() throws IOException {
        keys.createMissing();
        String before = Files.readString(keys.codeSignPrivate());
        String publicBefore = Files.readString(keys.codeSignPublic());
        Files.delete(keys.codeSignPublic());

        keys.createMissing();

        assertThat(keys.codeSignPrivate()).hasContent(before);
        assertThat(keys.codeSignPublic()).hasContent(publicBefore);
    }

    @Test
    void a_public_key_without_its_private_one_is_a_mistake_to_be_told() throws IOException {
        keys.createMissing();
        Files.delete(keys.uploadPrivate());

        assertThatThrownBy(() -> keys.createMissing())
                .hasMessageContaining("upload_public is there but")
                .hasMessageContaining("Put the private key back");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
