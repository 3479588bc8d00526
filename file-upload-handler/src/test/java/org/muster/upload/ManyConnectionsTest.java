package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/** Ten thousand connections on a small heap, of which nine thousand have begun to upload and then say nothing. */
class ManyConnectionsTest {
    private static final int WANTED = 10_000;
    private static final int HEAP_MEBIBYTES = 256;
    private static final int BYTES = 40_000;
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final byte[] DATA = "0123456789".repeat(BYTES / 10).getBytes(US_ASCII);
    private static final String MD5 = FileDigest.of(DATA).md5();

    @TempDir
    Path project;

    private RSAPrivateKey key;

    @Test
    void thousands_of_connections_that_stand_still_cost_little_and_are_in_nobodys_way(TestReporter report)
            throws Exception {
        int connections = (int) Math.min(WANTED, descriptors() - 500);
        int uploads = (int) Math.min(connections * 9L / 10, (descriptors() - 1000) / 2);
        List<SocketChannel> open = new ArrayList<>();
        try (UploadServerProcess server = UploadServerProcess.start(project, HEAP_MEBIBYTES, 1)) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.client().port());
            key = new KeyDirectory(project.resolve("keys")).readUploadPrivate();
            long before = server.heap();
            for (int i = 0; i < connections; i++) {
                SocketChannel connection = SocketChannel.open(address);
                open.add(connection);
                if (i < uploads) {
                    send(connection, begin(i));
                }
            }
            awaitPartials(uploads);
            long heap = server.heap();
            report.publishEntry("%d connections, %d of them uploads: %d MiB of heap, %d KiB each"
                    .formatted(connections, uploads, heap >> 20, ((heap - before) / connections) >> 10));

            byte[] body = header("one_more").with(DATA);
            assertThat(server.client().post(body).status()).isZero();
            for (int i = 0; i < uploads; i += 97) {
                send(open.get(i), rest());
                assertThat(UploadClient.answer(open.get(i).socket().getInputStream())
                                .status())
                        .isZero();
            }
            assertThat((heap - before) / connections)
                    .as("bytes of heap for each connection")
                    .isLessThan(20_000);
        } finally {
            for (SocketChannel connection : open) {
                connection.close();
            }
        }
    }

    private byte[] begin(int number) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        byte[] head = header("stalled_" + number).with(new byte[0]);
        request.writeBytes(UploadClient.head(head.length + BYTES).getBytes(US_ASCII));
        request.writeBytes(head);
        request.write(DATA, 0, BYTES / 2);
        return request.toByteArray();
    }

    private static byte[] rest() {
        return Arrays.copyOfRange(DATA, BYTES / 2, BYTES);
    }

    private UploadHeader header(String name) {
        return new UploadHeader(name, BYTES)
                .maxBytes(BYTES)
                .md5(MD5)
                .signature(new UploadCertificate(name, BYTES).sign(key));
    }

    private static void send(SocketChannel connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            connection.write(buffer);
        }
    }

    private void awaitPartials(int count) throws IOException, InterruptedException {
        UploadArea area = UploadArea.of(
                new FileArea(project.resolve("upload"), FanOut.STANDARD), new DiskRoom(() -> Long.MAX_VALUE, 0));
        Instant deadline = Instant.now().plus(DEADLINE);
        while (area.partial().list().stream()
                        .filter(file -> file.size() == BYTES / 2)
                        .count()
                < count) {
            assertThat(Instant.now()).as("all uploads have begun").isBefore(deadline);
            Thread.sleep(1000);
        }
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : 1000;
    }
}
