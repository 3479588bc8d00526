package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/** Two handlers, each a process of its own, on one upload area. */
class TwoHandlersTest {
    private static final String NAME = "wu_demo_1_0_r1_0";
    private static final int BYTES = 300_000;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path project;

    @Test
    void a_newer_connection_to_the_other_handler_gets_the_file_and_the_older_one_is_hung_up() throws Exception {
        byte[] data = content(1);
        try (UploadServerProcess one = UploadServerProcess.start(project, 64, 1);
                UploadServerProcess other = UploadServerProcess.start(project, 64, 1);
                Socket hanging = one.client().connect()) {
            byte[] body = header(data).with(data);
            hanging.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            hanging.getOutputStream().write(body, 0, body.length - 1000);
            hanging.getOutputStream().flush();
            other.client().sizeOnce(NAME, answer -> answer.status() == 1);

            assertThat(other.client().upload(header(data), data).status()).isZero();

            assertThat(isHungUp(hanging)).isTrue();
            assertThat(project.resolve("upload/1c8/" + NAME)).hasBinaryContent(data);
            assertThat(one.client().size(NAME).fileSize()).isEqualTo(BYTES);
            assertThat(one.client().upload(header(content(2)), content(2)).status())
                    .as("a finished file is acknowledged and not touched")
                    .isZero();
            assertThat(project.resolve("upload/1c8/" + NAME)).hasBinaryContent(data);
            try (var claims = Files.list(project.resolve("upload/.claims"))) {
                assertThat(claims).as("claims left").isEmpty();
            }
        }
    }

    @Test
    void what_one_handler_received_before_it_was_killed_is_gone_on_with_by_the_other() throws Exception {
        byte[] data = content(3);
        try (UploadServerProcess one = UploadServerProcess.start(project, 64, 1);
                UploadServerProcess other = UploadServerProcess.start(project, 64, 1);
                Socket broken = one.client().connect()) {
            byte[] body = header(data).with(data);
            int missing = 120_000;
            broken.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            broken.getOutputStream().write(body, 0, body.length - missing);
            broken.getOutputStream().flush();
            awaitStored();
            one.kill();

            long stored = other.client().size(NAME).fileSize();
            assertThat(stored).isBetween(1L, (long) BYTES - missing);
            byte[] rest = Arrays.copyOfRange(data, (int) stored, BYTES);
            assertThat(other.client().upload(header(data).offset(stored), rest).status())
                    .isZero();
            assertThat(project.resolve("upload/1c8/" + NAME)).hasBinaryContent(data);
        }
    }

    /** Waits until something of the upload is on disk; the file is claimed before its first byte is written. */
    private void awaitStored() throws IOException, InterruptedException {
        UploadArea area = UploadArea.of(
                new FileArea(project.resolve("upload"), FanOut.STANDARD), new DiskRoom(() -> Long.MAX_VALUE, 0));
        Instant deadline = Instant.now().plus(DEADLINE);
        while (area.partial().list().stream().noneMatch(file -> file.size() > 0)) {
            assertThat(Instant.now()).as("something was stored").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private UploadHeader header(byte[] data) {
        return new UploadHeader(NAME, BYTES)
                .maxBytes(BYTES)
                .md5(FileDigest.of(data).md5())
                .signature(new UploadCertificate(NAME, BYTES)
                        .sign(new KeyDirectory(project.resolve("keys")).readUploadPrivate()));
    }

    private static byte[] content(int seed) {
        byte[] data = new byte[BYTES];
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
