package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.files.StoredFile;

/**
 * Twenty thousand uploads that are open at the same moment, and a handler that is killed while some of them end. Each takes
 * three file descriptors of the machine; where a process may not have so many, as many as it may.
 */
class KilledCrowdTest {
    private static final int WANTED = 20_000;
    private static final int LIMIT = 65_536;
    private static final int BYTES = 2_000;
    private static final int HEAP_MEBIBYTES = 768;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path project;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void uploads_that_are_open_when_the_handler_dies_are_continued_and_acknowledged_ones_are_whole(TestReporter report)
            throws Exception {
        long descriptors = raisedLimit();
        int uploads = (int) Math.min(WANTED, (descriptors - 1000) / 2);
        List<SocketChannel> open = new ArrayList<>();
        try (UploadServerProcess server =
                UploadServerProcess.startForCrowd(project, HEAP_MEBIBYTES, uploads, descriptors)) {
            for (int i = 0; i < uploads; i++) {
                open.add(SocketChannel.open(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.client().port())));
                byte[] whole = request(i);
                send(open.get(i), Arrays.copyOf(whole, whole.length - BYTES / 2));
            }
            awaitHalves(uploads);
            report.publishEntry(uploads + " uploads were open");
            try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
                Future<?> ends = threads.submit(() -> endInOrder(open, threads));
                awaitAcknowledged(uploads / 4);
                server.kill();
                ends.get();
            }
        } finally {
            for (SocketChannel one : open) {
                one.close();
            }
        }

        int told = acknowledged.size();
        assertThat(told).isBetween(uploads / 4, uploads - 1);
        assertThat(wholeFiles()).containsAll(acknowledged);
        try (UploadServerProcess again =
                UploadServerProcess.startForCrowd(project, HEAP_MEBIBYTES, uploads, descriptors)) {
            continueAll(again.client(), uploads);
        }
        assertThat(wholeFiles()).hasSize(uploads);
    }

    /** Sends the second halves, one after the other, and has the answers read; after the kill there are none. */
    private void endInOrder(List<SocketChannel> open, ExecutorService threads) {
        for (int i = 0; i < open.size(); i++) {
            int number = i;
            SocketChannel connection = open.get(i);
            threads.execute(() -> {
                try {
                    byte[] data = content(number);
                    send(connection, Arrays.copyOfRange(data, BYTES / 2, BYTES));
                    if (UploadClient.answer(connection.socket().getInputStream())
                                    .status()
                            == 0) {
                        acknowledged.add(number);
                    }
                } catch (IOException killed) {
                    // The client comes back.
                }
            });
        }
    }

    private void continueAll(UploadClient client, int uploads) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    int stored = (int) client.size(name(number)).fileSize();
                    if (acknowledged.contains(number)) {
                        assertThat(stored).isEqualTo(BYTES);
                    }
                    byte[] rest = Arrays.copyOfRange(content(number), stored, BYTES);
                    assertThat(
                                    stored == BYTES
                                            ? 0
                                            : client.upload(header(number).offset(stored), rest)
                                                    .status())
                            .as(name(number))
                            .isZero();
                    return stored;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    /** Numbers of the files that have their final names, each of which is whole. */
    private Set<Integer> wholeFiles() throws IOException {
        Set<Integer> found = new TreeSet<>();
        for (StoredFile file : new FileArea(project.resolve("upload"), FanOut.STANDARD).list()) {
            int number = Integer.parseInt(file.name().substring(name(0).length() - 1));
            assertThat(Files.readAllBytes(file.path())).as(file.name()).isEqualTo(content(number));
            found.add(number);
        }
        return found;
    }

    private void awaitHalves(int count) throws IOException, InterruptedException {
        UploadArea area = UploadArea.of(
                new FileArea(project.resolve("upload"), FanOut.STANDARD), new DiskRoom(() -> Long.MAX_VALUE, 0));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (area.partial().list().stream()
                        .filter(file -> file.size() == BYTES / 2)
                        .count()
                < count) {
            assertThat(Instant.now()).as("all uploads have begun").isBefore(deadline);
            Thread.sleep(500);
        }
    }

    private void awaitAcknowledged(int count) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (acknowledged.size() < count) {
            assertThat(Instant.now()).as(count + " files acknowledged").isBefore(deadline);
            Thread.sleep(5);
        }
    }

    private static String name(int number) {
        return "crowd_" + number;
    }

    private static byte[] content(int number) {
        byte[] data = new byte[BYTES];
        new Random(number).nextBytes(data);
        return data;
    }

    private static UploadHeader header(int number) {
        return new UploadHeader(name(number), BYTES)
                .md5(FileDigest.of(content(number)).md5());
    }

    private static byte[] request(int number) {
        byte[] body = header(number).with(content(number));
        byte[] head = UploadClient.head(body.length).getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static void send(SocketChannel connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            connection.write(buffer);
        }
    }

    /** The administrator's processes may raise their limit; others keep theirs. */
    private static long raisedLimit() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "prlimit --pid %d --nofile=%d:%d"
                                .formatted(ProcessHandle.current().pid(), LIMIT, LIMIT))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.min(LIMIT, system.getMaxFileDescriptorCount())
                : 3000;
    }
}
