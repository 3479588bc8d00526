package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.StoredFile;

/**
 * Twenty thousand uploads that are open at the same moment, and handlers that are killed while some of them end. An open upload
 * takes two file descriptors of its handler and one of its sender, so there are as many processes of both as the limit asks for:
 * where a process may have 20,000 descriptors, three handlers side by side over one area, and two senders.
 */
class KilledCrowdTest {
    private static final int UPLOADS = 20_000;
    private static final int LIMIT = 65_536;
    /** Descriptors of a process that are not for uploads. */
    private static final int OTHERS = 1_000;

    private static final int HEAP_MEBIBYTES = 768;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path project;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<UploadServerProcess> handlers = new ArrayList<>();
    private final List<CrowdSender> senders = new ArrayList<>();

    @Test
    void uploads_that_are_open_when_their_handlers_die_are_continued_and_acknowledged_ones_are_whole(
            TestReporter report) throws Exception {
        long descriptors = descriptors();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            startHandlers(descriptors);
            startSenders(descriptors);
            for (CrowdSender sender : senders) {
                sender.awaitOpen();
            }
            awaitHalves();
            report.publishEntry(UPLOADS + " uploads were open at " + handlers.size() + " handlers");
            List<Future<?>> answers = new ArrayList<>();
            for (CrowdSender sender : senders) {
                sender.end();
                answers.add(threads.submit(() -> noteAcknowledged(sender)));
            }
            awaitAcknowledged(UPLOADS / 4);
            handlers.forEach(UploadServerProcess::kill);
            for (Future<?> one : answers) {
                one.get();
            }
        } finally {
            senders.forEach(CrowdSender::close);
            handlers.forEach(UploadServerProcess::close);
        }

        report.publishEntry(acknowledged.size() + " of them were acknowledged before the handlers died");
        assertThat(acknowledged).hasSizeBetween(UPLOADS / 4, UPLOADS - 1);
        assertThat(wholeFiles()).containsAll(acknowledged);
        try (UploadServerProcess again =
                UploadServerProcess.startForCrowd(project, HEAP_MEBIBYTES, UPLOADS, descriptors)) {
            continueAll(again.client());
        }
        assertThat(wholeFiles()).hasSize(UPLOADS);
    }

    private void startHandlers(long descriptors) throws IOException {
        int each = (int) Math.min(UPLOADS, (descriptors - OTHERS) / 2);
        for (int count = 0; count < UPLOADS; count += each) {
            handlers.add(UploadServerProcess.startForCrowd(project, HEAP_MEBIBYTES, each, descriptors));
        }
    }

    private void startSenders(long descriptors) throws IOException {
        int each = (int) Math.min(UPLOADS, descriptors - OTHERS);
        List<Integer> ports =
                handlers.stream().map(handler -> handler.client().port()).toList();
        for (int from = 0; from < UPLOADS; from += each) {
            senders.add(CrowdSender.start(from, Math.min(UPLOADS, from + each), ports));
        }
    }

    private Void noteAcknowledged(CrowdSender sender) throws IOException {
        for (CrowdFile file = sender.nextAcknowledged(); file != null; file = sender.nextAcknowledged()) {
            acknowledged.add(file.number());
        }
        return null;
    }

    private void continueAll(UploadClient client) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<Void>> all = threads.invokeAll(IntStream.range(0, UPLOADS)
                    .mapToObj(CrowdFile::new)
                    .map(file -> (Callable<Void>) () -> continueOne(client, file))
                    .toList());
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }

    private Void continueOne(UploadClient client, CrowdFile file) throws IOException {
        int stored = (int) client.size(file.name()).fileSize();
        if (acknowledged.contains(file.number())) {
            assertThat(stored).as(file.name()).isEqualTo(CrowdFile.BYTES);
        }
        if (stored < CrowdFile.BYTES) {
            byte[] rest = Arrays.copyOfRange(file.content(), stored, CrowdFile.BYTES);
            assertThat(client.upload(file.header().offset(stored), rest).status())
                    .as(file.name())
                    .isZero();
        }
        return null;
    }

    /** Numbers of the files that have their final names, each of which is whole. */
    private Set<Integer> wholeFiles() throws IOException {
        Set<Integer> found = new TreeSet<>();
        for (StoredFile stored : new FileArea(project.resolve("upload"), FanOut.STANDARD).list()) {
            CrowdFile file = CrowdFile.named(stored.name());
            assertThat(Files.readAllBytes(stored.path())).as(file.name()).isEqualTo(file.content());
            found.add(file.number());
        }
        return found;
    }

    private void awaitHalves() throws IOException, InterruptedException {
        UploadArea area = UploadArea.of(
                new FileArea(project.resolve("upload"), FanOut.STANDARD), new DiskRoom(() -> Long.MAX_VALUE, 0));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (area.partial().list().stream()
                        .filter(file -> file.size() == CrowdFile.BYTES / 2)
                        .count()
                < UPLOADS) {
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

    /** File descriptors that a process may have. The administrator's processes may raise it; others keep theirs. */
    private static long descriptors() throws IOException, InterruptedException {
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
