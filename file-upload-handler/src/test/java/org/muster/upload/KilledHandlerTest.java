package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/** Twenty thousand uploads, hundreds of them at any moment, by a handler that is killed again and again. */
class KilledHandlerTest {
    private static final int FILES = 20_000;
    private static final int AT_ONCE = 400;
    private static final int KILLS = 5;
    private static final int LARGEST = 6_000;
    private static final Duration DEADLINE = Duration.ofMinutes(8);

    @TempDir
    Path project;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile UploadServerProcess server;
    private RSAPrivateKey key;

    @Test
    void every_acknowledged_file_is_whole_however_often_the_handler_is_killed() throws Exception {
        server = UploadServerProcess.start(project, 256, 1);
        key = new KeyDirectory(project.resolve("keys")).readUploadPrivate();
        Instant deadline = Instant.now().plus(DEADLINE);
        int foundWhole = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> senders = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                senders.add(threads.submit(() -> send(deadline)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitAcknowledged(FILES * kill / (KILLS + 1), deadline);
                server.kill();
                foundWhole += checkAcknowledged();
                server = UploadServerProcess.start(project, 256, 1);
            }
            for (Future<Void> sender : senders) {
                sender.get();
            }
        } finally {
            server.close();
        }

        assertThat(foundWhole).as("files checked after the kills").isGreaterThan(FILES);
        assertThat(checkAcknowledged()).as("files in the end").isEqualTo(FILES);
    }

    private Void send(Instant deadline) throws InterruptedException {
        for (int number = next.getAndIncrement(); number < FILES; number = next.getAndIncrement()) {
            String name = "file_" + number;
            while (!send(name, content(name))) {
                assertThat(Instant.now()).as("sending " + name).isBefore(deadline);
                Thread.sleep(100);
            }
            acknowledged.add(name);
        }
        return null;
    }

    /** As a client does: asks where to begin, sends the rest. */
    private boolean send(String name, byte[] data) {
        UploadClient client = server.client();
        UploadHeader header = new UploadHeader(name, data.length)
                .maxBytes(LARGEST)
                .md5(FileDigest.of(data).md5())
                .signature(new UploadCertificate(name, LARGEST).sign(key));
        try {
            UploadClient.Answer size = client.size(name);
            if (size.status() != 0) {
                return false;
            }
            int stored = (int) size.fileSize();
            return stored >= data.length
                    || client.upload(header.offset(stored), Arrays.copyOfRange(data, stored, data.length))
                                    .status()
                            == 0;
        } catch (IOException killed) {
            return false;
        }
    }

    /** Whatever has its final name is whole, acknowledged or not; how many were acknowledged. */
    private int checkAcknowledged() throws IOException {
        List<String> told = List.copyOf(acknowledged);
        FileArea finished = new FileArea(project.resolve("upload"), FanOut.STANDARD);
        for (String name : told) {
            assertThat(finished.resolve(name)).exists();
        }
        finished.list().forEach(file -> {
            try {
                assertThat(Files.readAllBytes(file.path())).as(file.name()).isEqualTo(content(file.name()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return told.size();
    }

    private void awaitAcknowledged(int count, Instant deadline) throws InterruptedException {
        while (acknowledged.size() < count) {
            assertThat(Instant.now()).as(count + " files acknowledged").isBefore(deadline);
            Thread.sleep(20);
        }
    }

    private static byte[] content(String name) {
        Random random = new Random(name.hashCode());
        byte[] data = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(data);
        return data;
    }
}
