package org.muster.common.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
    static final String PUBLIC = resource("upload_public");
    static final String PRIVATE = resource("upload_private");

    @TempDir
    Path directory;

    @Test
    void keys_of_boinc_are_read_and_written_back_byte_for_byte() {
        assertThat(KeyFiles.text(KeyFiles.parsePublic(PUBLIC))).isEqualTo(PUBLIC);
        assertThat(KeyFiles.text(KeyFiles.parsePrivate(PRIVATE))).isEqualTo(PRIVATE);
        assertThat(KeyFiles.text(KeyFiles.publicKeyOf(KeyFiles.parsePrivate(PRIVATE))))
                .isEqualTo(PUBLIC);
    }

    @Test
    void a_generated_pair_has_the_form_that_clients_can_hold() {
        for (int i = 0; i < 5; i++) {
            KeyPair pair = KeyFiles.generate();
            String publicText = KeyFiles.text((RSAPublicKey) pair.getPublic());
            String privateText = KeyFiles.text((RSAPrivateCrtKey) pair.getPrivate());

            assertThat(publicText).matches("1024\n([0-9a-f]{64}\n){8}\\.\n");
            assertThat(privateText).matches("1024\n([0-9a-f]{64}\n){22}\\.\n").startsWith(publicText.substring(0, 500));
            assertThat(KeyFiles.parsePublic(publicText)).isEqualTo(pair.getPublic());
            String signature = Signatures.sign("text", KeyFiles.parsePrivate(privateText));
            assertThat(Signatures.verify("text", signature, KeyFiles.parsePublic(publicText)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1024", "1024\n.\n", "512\nabcd\n.\n", "1024\nnot hexadecimal\n.\n"})
    void a_text_that_is_no_key_is_refused_with_the_file_named(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("upload_public"), text);

        assertThatThrownBy(() -> KeyFiles.readPublic(file))
                .isInstanceOf(UnreadableKeyException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> KeyFiles.readPrivate(file)).isInstanceOf(UnreadableKeyException.class);
    }

    @Test
    void a_public_key_is_no_private_key() {
        assertThatThrownBy(() -> KeyFiles.parsePrivate(PUBLIC)).hasMessageContaining("256 bytes where 704 belong");
    }

    static String resource(String name) {
        try (InputStream in = KeyFilesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
