package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.files.StoredFile;

/** Twenty thousand uploads, hundreds of them at any moment, by a handler that is killed again and again. */
class KilledHandlerTest {
    private static final int FILES = 20_000;
    private static final int AT_ONCE = 400;
    private static final int KILLS = 5;
    private static final int LARGEST = 6_000;
    private static final Duration DEADLINE = Duration.ofMinutes(15);

    @TempDir
    Path project;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile UploadServerProcess server;

    @Test
    void every_acknowledged_file_is_whole_however_often_the_handler_is_killed() throws Exception {
        server = UploadServerProcess.startWithoutCertificates(project, 256);
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
                server = UploadServerProcess.startWithoutCertificates(project, 256);
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
            byte[] data = content(name);
            for (int stored = 0; !send(name, data, stored); stored = stored(name, data.length)) {
                assertThat(Instant.now()).as("sending " + name).isBefore(deadline);
                Thread.sleep(100);
            }
            acknowledged.add(name);
        }
        return null;
    }

    /** Sends the rest; whether the file is acknowledged. */
    private boolean send(String name, byte[] data, int stored) {
        if (stored == data.length) {
            return true;
        }
        UploadHeader header = new UploadHeader(name, data.length)
                .md5(FileDigest.of(data).md5())
                .offset(stored);
        try {
            return server.client()
                            .upload(header, Arrays.copyOfRange(data, stored, data.length))
                            .status()
                    == 0;
        } catch (IOException killed) {
            return false;
        }
    }

    /** Asks where to go on, as a client does after a failure; the size of the file means that it is safe. */
    private int stored(String name, int size) {
        try {
            UploadClient.Answer answer = server.client().size(name);
            return answer.status() == 0 ? (int) Math.min(size, answer.fileSize()) : 0;
        } catch (IOException killed) {
            return 0;
        }
    }

    /** Whatever has its final name is whole, acknowledged or not; how many were acknowledged. */
    private int checkAcknowledged() throws IOException {
        List<String> told = List.copyOf(acknowledged);
        FileArea finished = new FileArea(project.resolve("upload"), FanOut.STANDARD);
        List<StoredFile> stored = finished.list();
        assertThat(stored.stream().map(StoredFile::name).collect(Collectors.toSet()))
                .containsAll(told);
        stored.forEach(file -> {
            try {
                assertThat(Arrays.equals(Files.readAllBytes(file.path()), content(file.name())))
                        .as(file.name() + " is whole")
                        .isTrue();
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
