package org.muster.scheduler.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.KeyDirectory;
import org.muster.scheduler.reply.CodeSignKeys.Answer;

class CodeSignKeysTest {

    @TempDir
    Path directory;

    private String key;

    @BeforeEach
    void a_key() throws IOException {
        new KeyDirectory(directory).createMissing();
        key = Files.readString(directory.resolve("code_sign_public")).strip();
    }

    @Test
    void a_client_without_a_key_gets_it() {
        assertThat(answer("", 7)).isEqualTo(new Answer.Key(key));
    }

    @Test
    void a_client_with_the_key_is_told_nothing() {
        assertThat(answer(key, 7)).isEqualTo(CodeSignKeys.NOTHING);
    }

    @Test
    void a_client_with_a_former_key_gets_the_new_one_with_the_signature_it_can_check() throws IOException {
        Files.writeString(directory.resolve("old_key_0"), "1024\naaa\n.\n");
        Files.writeString(directory.resolve("old_key_1"), "1024\nbbb\n.\n");
        Files.writeString(directory.resolve("signature_1"), "with line end\n.\n");
        Files.writeString(directory.resolve("signature_stripped_1"), "stripped\n.\n");
        assertThat(answer("1024\nbbb\n.", 7)).isEqualTo(new Answer.Replacement(key, "stripped\n."));
        assertThat(answer("1024\nbbb\n.", 6)).isEqualTo(new Answer.Replacement(key, "with line end\n."));
        assertThat(answer("1024\naaa\n.", 7)).as("its signature is missing").isEqualTo(new Answer.Stranger());
    }

    @Test
    void a_client_with_a_key_that_we_never_had_is_a_stranger() {
        assertThat(answer("1024\nccc\n.", 7)).isEqualTo(new Answer.Stranger());
    }

    private Answer answer(String held, int majorVersion) {
        return CodeSignKeys.read(new KeyDirectory(directory)).answer(held, majorVersion);
    }
}
