package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.files.FileDigest;
import org.muster.upload.HostileProxy.Harm;
import org.muster.upload.HostileProxy.Plan;

/** A network that cuts, stalls and repeats, at every byte. */
class HostileProxyTest {
    private static final int THREADS = 16;
    private static final Duration RETRYING = Duration.ofSeconds(30);
    private static final int SMALL = 60;
    private static final int LARGE = 200_000;
    private static final int RANDOM_OFFSETS = 1_000;

    private static final List<Harm> HARMS = List.copyOf(EnumSet.allOf(Harm.class));

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

    @ParameterizedTest
    @EnumSource
    void harm_at_any_byte_of_the_request_of_a_small_file_costs_no_more_than_a_retry(Harm harm) throws Exception {
        Content content = new Content(1, SMALL);
        int request = request(server.header("small_0000", SMALL), content).length();

        List<Trial> trials = new ArrayList<>();
        for (int after = 0; after <= request; after++) {
            trials.add(new Trial("small_%04d".formatted(after), content, List.of(new Plan(harm, after))));
        }
        run(trials);
    }

    @Test
    void harm_at_a_thousand_random_bytes_of_a_large_file_and_again_of_its_rest_costs_no_more_than_retries()
            throws Exception {
        Content content = new Content(2, LARGE);
        Random random = new Random(3);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < RANDOM_OFFSETS; i++) {
            trials.add(new Trial(
                    "large_" + i,
                    content,
                    List.of(plan(random, LARGE), plan(random, LARGE), plan(random, LARGE / 10))));
        }
        run(trials);
    }

    private static Plan plan(Random random, int below) {
        return new Plan(HARMS.get(random.nextInt(HARMS.size())), random.nextInt(below));
    }

    /** One file, sent through one harm after the other, and then through a proxy that does none. */
    private record Trial(String name, Content content, List<Plan> harms) {
        byte[] data() {
            return content.bytes;
        }
    }

    private static final class Content {
        private final byte[] bytes;
        private final FileDigest digest;

        Content(int seed, int size) {
            bytes = new byte[size];
            new Random(seed).nextBytes(bytes);
            digest = FileDigest.of(bytes);
        }
    }

    private void run(List<Trial> trials) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < THREADS; worker++) {
                int first = worker;
                workers.add(() -> {
                    try (HostileProxy proxy = new HostileProxy(server.port())) {
                        for (int i = first; i < trials.size(); i += THREADS) {
                            run(trials.get(i), proxy);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> worker : threads.invokeAll(workers)) {
                worker.get();
            }
        }
        assertThat(server.area.finished().list()).hasSize(trials.size());
        assertThat(server.area.partial().list()).isEmpty();
        assertThat(server.area.finishing().list()).isEmpty();
    }

    private void run(Trial trial, HostileProxy proxy) throws IOException, InterruptedException {
        UploadClient client = new UploadClient(proxy.port());
        UploadHeader header = server.header(trial.name(), trial.data().length)
                .md5(trial.content().digest.md5());
        for (Plan harm : trial.harms()) {
            int offset = offset(trial, client);
            proxy.plan(Optional.of(harm));
            attempt(header, trial, client, offset);
            proxy.plan(Optional.empty());
            if (Files.exists(server.finished(trial.name()))) {
                requireWhole(trial);
            }
        }
        Instant deadline = Instant.now().plus(RETRYING);
        while (attempt(header, trial, client, offset(trial, client)) != 0) {
            assertThat(Instant.now()).as("retrying " + trial.name()).isBefore(deadline);
            Thread.sleep(20);
        }
        requireWhole(trial);
    }

    private void requireWhole(Trial trial) throws IOException {
        assertThat(FileDigest.of(server.finished(trial.name())))
                .as(trial.name())
                .isEqualTo(trial.content().digest);
    }

    /** Where to begin, as a client asks for it; at the beginning when it does not hear. */
    private static int offset(Trial trial, UploadClient client) throws IOException {
        UploadClient.Answer answer = client.size(trial.name());
        return answer.status() == 0 ? (int) Math.min(answer.fileSize(), trial.data().length) : 0;
    }

    /** The status; 1 when no answer came, which is how a client sees it. */
    private static int attempt(UploadHeader header, Trial trial, UploadClient client, int offset) {
        byte[] data = trial.data();
        try {
            return client.upload(header.offset(offset), Arrays.copyOfRange(data, offset, data.length))
                    .status();
        } catch (IOException broken) {
            return 1;
        }
    }

    private static String request(UploadHeader header, Content content) {
        String head = header.md5(content.digest.md5()).text();
        return UploadClient.head(head.length() + content.bytes.length) + head + "x".repeat(content.bytes.length);
    }
}
