package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;

class ConcurrentUploadsTest {
    private static final String NAME = "wu_demo_1_0_r1_0";

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
    void while_a_file_arrives_it_is_not_seen_its_size_is_not_told_and_a_newer_upload_wins() throws IOException {
        byte[] data = content(1, 200_000);
        byte[] body = header(data).with(data);
        UploadClient client = server.client();
        try (Socket hanging = client.connect()) {
            hanging.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            hanging.getOutputStream().write(body, 0, 100_000);
            hanging.getOutputStream().flush();
            assertThat(client.sizeOnce(NAME, answer -> answer.status() == 1).message())
                    .contains("is being written by another connection");
            assertThat(server.finished(NAME)).doesNotExist();

            assertThat(client.upload(header(data), data).status()).isZero();

            assertThat(server.finished(NAME)).hasBinaryContent(data);
            assertThat(isHungUp(hanging)).isTrue();
        }
    }

    @Test
    void an_upload_that_another_process_is_writing_is_put_off() throws IOException {
        byte[] data = content(1, 100);
        try (PartialFile elsewhere = server.openElsewhere(NAME).orElseThrow()) {
            assertThat(server.client().upload(header(data), data).status()).isEqualTo(1);
            assertThat(server.client().size(NAME).status()).isEqualTo(1);
            elsewhere.beginFinishing();
            assertThat(server.client().upload(header(data), data).status()).isEqualTo(1);
            assertThat(server.client().size(NAME).status()).isEqualTo(1);
        }

        assertThat(server.client().upload(header(data), data).status()).isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(data);
    }

    @Test
    void of_many_uploads_of_one_file_at_once_exactly_one_becomes_the_file() throws Exception {
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            contents.add(content(i, 150_000 + i));
        }
        List<Callable<Integer>> uploads = contents.stream()
                .<Callable<Integer>>map(data -> () -> statusOf(data))
                .toList();

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> upload : threads.invokeAll(uploads)) {
                statuses.add(upload.get());
            }
        }

        FileDigest stored = FileDigest.of(server.finished(NAME));
        assertThat(contents.stream().map(FileDigest::of)).contains(stored);
        assertThat(statuses).contains(0).doesNotContain(-1);
        assertThat(server.area.hasUnfinished(NAME)).isFalse();
    }

    @Test
    void many_files_at_once_are_all_stored() throws Exception {
        List<Callable<Integer>> uploads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] data = content(i, 20_000);
            String name = "file_" + i;
            uploads.add(() -> server.client()
                    .upload(
                            server.header(name, data.length)
                                    .md5(FileDigest.of(data).md5()),
                            data)
                    .status());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> upload : threads.invokeAll(uploads)) {
                assertThat(upload.get()).isZero();
            }
        }
        assertThat(server.area.finished().list()).hasSize(40).allMatch(file -> file.size() == 20_000);
        assertThat(server.area.partial().list()).isEmpty();
        assertThat(server.area.finishing().list()).isEmpty();
    }

    @Test
    void a_turn_that_is_not_given_back_is_waited_for_only_so_long() throws InterruptedException {
        UploadTurns turns = new UploadTurns();
        List<String> hungUp = new ArrayList<>();
        UploadTurns.Turn first = turns.takeOver(NAME, () -> hungUp.add("first"), Duration.ofSeconds(1))
                .orElseThrow();

        assertThat(turns.tryTake(NAME)).isEmpty();
        assertThat(turns.takeOver(NAME, () -> hungUp.add("second"), Duration.ofMillis(20)))
                .isEmpty();
        assertThat(hungUp).containsExactly("first");

        first.close();
        assertThat(turns.takeOver(NAME, () -> hungUp.add("third"), Duration.ofSeconds(1)))
                .isPresent();
        assertThat(hungUp).containsExactly("first");
    }

    /** The status, or 1 when the connection was taken over by a newer upload, which is how a client sees it. */
    private int statusOf(byte[] data) throws IOException {
        try {
            return server.client().upload(header(data), data).status();
        } catch (SocketException e) {
            return 1;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("hung up");
            return 1;
        }
    }

    private UploadHeader header(byte[] data) {
        return server.header(NAME, data.length).md5(FileDigest.of(data).md5());
    }

    private static byte[] content(int seed, int size) {
        byte[] data = new byte[size];
        new Random(seed).nextBytes(data);
        return data;
    }

    private static boolean isHungUp(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
