package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.files.FileDigest;

class ResumedUploadTest {
    private static final byte[] DATA = "forty bytes of data, more or less, here.".getBytes(US_ASCII);

    @TempDir
    Path project;

    private UploadServer server;

    @BeforeEach
    void start() throws IOException {
        server = new UploadServer(project, true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_upload_cut_at_any_byte_goes_on_at_the_stored_size() throws IOException {
        UploadClient client = server.client();
        for (int cut = 0; cut < DATA.length; cut++) {
            String name = "cut_at_" + cut;
            byte[] body = header(name).with(DATA);
            int stored = cut;

            client.cutOff(body, body.length - DATA.length + cut);
            client.sizeOnce(name, answer -> answer.status() == 0 && answer.fileSize() == stored);
            assertThat(server.finished(name)).doesNotExist();

            assertThat(client.upload(header(name).offset(cut), from(cut)).status())
                    .isZero();
            assertThat(server.finished(name)).hasBinaryContent(DATA);
        }
    }

    @Test
    void an_upload_cut_in_its_header_leaves_nothing() throws IOException {
        byte[] body = header("early").with(DATA);
        for (int cut = 0; cut < body.length - DATA.length; cut += 37) {
            server.client().cutOff(body, cut);
        }

        assertThat(server.client().size("early").fileSize()).isZero();
        assertThat(server.client().upload(header("early"), DATA).status()).isZero();
        assertThat(server.finished("early")).hasBinaryContent(DATA);
    }

    @Test
    void an_upload_in_many_pieces_over_restarts_of_the_handler_is_whole_in_the_end() throws IOException {
        byte[] data = new byte[500_000];
        new Random(1).nextBytes(data);
        String md5 = FileDigest.of(data).md5();
        UploadHeader header = server.header("pieces", data.length).md5(md5);

        for (int stored = 0; stored < data.length; stored += 125_000) {
            assertThat(server.client().size("pieces").fileSize()).isEqualTo(stored);
            byte[] piece = Arrays.copyOfRange(data, stored, stored + 125_000);
            int status = server.client().upload(header.offset(stored), piece).status();
            assertThat(status).isEqualTo(stored + piece.length < data.length ? 1 : 0);
            server.close();
            server.start();
        }

        assertThat(FileDigest.of(server.finished("pieces"))).isEqualTo(new FileDigest(md5, data.length));
    }

    /** The moments at which a handler can die between the last data and the final name. */
    enum Death {
        BEFORE_THE_LAST_WRITE,
        AFTER_THE_LAST_WRITE,
        TWICE,
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE_THE_LAST_WRITE", "AFTER_THE_LAST_WRITE", "TWICE"})
    void a_handler_killed_before_the_rename_never_tells_a_client_that_it_has_the_whole_file(Death death)
            throws IOException {
        server.close();
        die(death == Death.BEFORE_THE_LAST_WRITE ? 39 : 40);
        if (death == Death.TWICE) {
            die(40);
        }
        UploadClient client = server.start().client();

        assertThat(server.finished("killed")).doesNotExist();
        long stored = client.size("killed").fileSize();
        assertThat(stored).isBetween(37L, 39L);
        assertThat(client.size("killed").fileSize())
                .as("asking does not cost a byte each time")
                .isEqualTo(stored);
        assertThat(client.upload(header("killed").offset(stored), from((int) stored))
                        .status())
                .isZero();
        assertThat(server.finished("killed")).hasBinaryContent(DATA);
        assertThat(server.area.hasUnfinished("killed")).isFalse();
    }

    @Test
    void after_a_kill_an_upload_that_begins_anew_is_stored_too() throws IOException {
        server.close();
        die(40);
        UploadClient client = server.start().client();

        assertThat(client.upload(header("killed"), DATA).status()).isZero();
        assertThat(server.finished("killed")).hasBinaryContent(DATA);
        assertThat(server.area.hasUnfinished("killed")).isFalse();
    }

    /** What a handler leaves that is killed when so many bytes of the last chunk are written. */
    private void die(int written) throws IOException {
        try (PartialFile file = server.openElsewhere("killed").orElseThrow()) {
            file.write(ByteBuffer.wrap(DATA, 0, 30), 0);
            file.beginFinishing();
            file.write(ByteBuffer.wrap(DATA, 30, written - 30), 30);
        }
    }

    private UploadHeader header(String name) {
        return server.header(name, DATA.length).md5(FileDigest.of(DATA).md5());
    }

    private static byte[] from(int offset) {
        return Arrays.copyOfRange(DATA, offset, DATA.length);
    }
}
