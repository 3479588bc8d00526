package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.UploadConfig;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.files.DiskLevel;
import org.muster.upload.UploadClient.Answer;

/** Who must wait, who is told so before sending, and who is cut off. */
class PushBackTest {
    private static final String NAME = "wu_demo_1_0_r1_0";
    private static final byte[] DATA = "forty bytes of data, more or less, here.".getBytes(US_ASCII);
    private static final String OPTIONAL = UploadServer.PATH + "?optional";

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
    void above_the_critical_mark_files_that_can_be_done_without_wait_and_others_do_not() throws Exception {
        server.close();
        // Any disk is at a mark of one per cent, or this one is nearly empty and nothing can be shown with it.
        server.start(UploadConfig.defaults(), new WatermarksConfig(1, 1, 1));
        Instant deadline = Instant.now().plusSeconds(20);
        while (server.service().disks().level() != DiskLevel.CRITICAL) {
            assertThat(Instant.now())
                    .as("the disk is more than one per cent full")
                    .isBefore(deadline);
            Thread.sleep(20);
        }
        assertThat(server.service().disks().run().note())
                .startsWith("uploads of optional files wait: the disk of the upload area is ");

        Answer waits = post(OPTIONAL, server.header(NAME, DATA.length).with(DATA));
        assertThat(waits.status()).isEqualTo(1);
        assertThat(waits.message()).contains("files that can be done without must wait");
        assertThat(waits.head()).containsIgnoringCase("Retry-After: ");
        assertThat(server.finished(NAME)).doesNotExist();
        assertThat(server.client()
                        .upload(server.header(NAME, DATA.length), DATA)
                        .status())
                .isZero();

        server.close();
        server.start();
        assertThat(post(OPTIONAL, server.header("optional_one", DATA.length).with(DATA))
                        .status())
                .as("below the marks all goes on")
                .isZero();
    }

    @Test
    void a_client_that_asks_first_hears_of_a_full_disk_before_it_sends() throws IOException {
        server.close();
        server.start(new UploadConfig(0, 0, 0, Integer.MAX_VALUE, 0), WatermarksConfig.defaults());
        try (Socket socket = server.client().connect()) {
            socket.getOutputStream()
                    .write(UploadClient.head(5_000_000, "Expect: 100-continue").getBytes(US_ASCII));
            Answer answer = UploadClient.answer(socket.getInputStream());

            assertThat(answer.head()).startsWith("HTTP/1.1 200");
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.message()).contains("out of disk space");
        }
    }

    @Test
    void room_that_open_uploads_have_declared_is_not_given_to_others() throws IOException {
        long free = Files.getFileStore(project).getUsableSpace();
        long most = free * 2 / 3;
        try (Socket first = server.client().connect()) {
            byte[] head = server.header(NAME, most).with(new byte[0]);
            first.getOutputStream().write(UploadClient.head(head.length + most).getBytes(US_ASCII));
            first.getOutputStream().write(head);
            first.getOutputStream().write(DATA);
            first.getOutputStream().flush();
            awaitReserved(most - DATA.length);

            byte[] other = server.header("other", most).with(DATA);
            Answer refused = server.client().post(other);
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.message()).contains("out of disk space");
            assertThat(server.client()
                            .upload(server.header("small", DATA.length), DATA)
                            .status())
                    .isZero();
        }
        awaitReserved(0);
    }

    @Test
    void a_sender_that_falls_silent_is_cut_off_and_goes_on_where_it_was() throws IOException {
        server.close();
        server.start(new UploadConfig(0, 1, 0, 0, 0), WatermarksConfig.defaults());
        byte[] body = server.header(NAME, DATA.length).with(DATA);
        try (Socket silent = server.client().connect()) {
            silent.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            silent.getOutputStream().write(body, 0, body.length - 10);
            silent.getOutputStream().flush();
            Answer answer = UploadClient.answer(silent.getInputStream());

            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.message()).contains("too slowly");
            assertThat(silent.getInputStream().read()).as("hung up").isEqualTo(-1);
        }
        int stored = (int) server.client().size(NAME).fileSize();
        assertThat(stored).isEqualTo(DATA.length - 10);
        byte[] rest = Arrays.copyOfRange(DATA, stored, DATA.length);
        assertThat(server.client()
                        .upload(server.header(NAME, DATA.length).offset(stored), rest)
                        .status())
                .isZero();
    }

    @Test
    void when_as_many_are_open_as_can_be_one_more_is_asked_to_wait() throws IOException {
        server.close();
        server.start(new UploadConfig(1, 0, 0, 0, 0), WatermarksConfig.defaults());
        byte[] body = server.header(NAME, DATA.length).with(DATA);
        try (Socket first = server.client().connect()) {
            first.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            first.getOutputStream().write(body, 0, body.length - 10);
            first.getOutputStream().flush();

            Path begun = server.area.partial().resolve(NAME);
            Instant deadline = Instant.now().plusSeconds(20);
            while (!Files.exists(begun)) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.onSpinWait();
            }

            Answer answer = server.client().size("other");
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.message()).contains("as many files as it can");
        }
        server.client().sizeOnce("other", reply -> reply.status() == 0);
    }

    @Test
    void what_is_stored_of_a_larger_file_is_never_taken_for_a_part_of_this_one() throws IOException {
        UploadHeader large = server.header(NAME, DATA.length);
        server.client().upload(large, Arrays.copyOf(DATA, 30));

        UploadHeader small = server.header(NAME, 20);
        Answer answer = server.client().upload(small.offset(20), new byte[0]);
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.message()).contains("send all of it again");
        assertThat(server.client().size(NAME).fileSize()).isZero();
        assertThat(server.finished(NAME)).doesNotExist();

        server.client().upload(large, Arrays.copyOf(DATA, 30));
        byte[] recomputed = "twenty other bytes!!".getBytes(US_ASCII);
        assertThat(server.client().upload(small.offset(0), recomputed).status()).isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(recomputed);
    }

    private Answer post(String path, byte[] body) throws IOException {
        return server.client().exchange(UploadClient.head(body.length).replace(UploadServer.PATH, path), body);
    }

    private void awaitReserved(long bytes) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (server.service().areas().reserved() != bytes) {
            assertThat(Instant.now())
                    .as("reserved are " + server.service().areas().reserved())
                    .isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
