package org.muster.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** Ten thousand broken requests, made of those of a real client. */
class MutatedRequestsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int REQUESTS = 10_000;
    private static final long SEED = 20_261_121;
    private static final double MOST_SECONDS = 2;
    private static final long MOST_BYTES = 256L << 20;
    private static final List<String> CAPTURES = List.of(
            "0002_01_sched_attach_hostid0_workreq_got1",
            "0002_03_sched_workreq_got4",
            "0004_11_sched_workreq_report2_got0",
            "0006_05_sched_workreq_report1_got1",
            "0009_07_sched_workreq_report2_got0",
            "0014_00_sched_workreq_report2_trickleup_got0",
            "0014_01_sched_workreq_got1_trickledown");

    @TempDir
    static Path directory;

    private static SchedulerBench bench;

    @BeforeAll
    static void the_recorded_account() {
        DATABASE.work().write(handle -> {
            WorkFixture.row(
                    handle,
                    "user",
                    Map.of(
                            "name", "RefUser",
                            "email_addr", "ref@example.invalid",
                            "authenticator", "fb9bec113ec0d3acc1c3d3625980900a"));
            long app = SchedulerBench.application(handle);
            for (int number = 0; number < 2; number++) {
                SchedulerBench.work(handle, app, "piece" + number, 1);
            }
        });
        bench = new SchedulerBench(DATABASE.work(), directory, SchedulerBench.ANYBODY);
        bench.feed();
    }

    @Test
    void every_one_gets_a_reply_that_parses_in_bounded_time_and_memory_and_none_brings_the_scheduler_into_trouble()
            throws IOException {
        List<byte[]> captures = captures();
        for (int attempt = 0; attempt < REQUESTS; attempt++) {
            attempt(attempt, captures);
        }
        assertThat(bench.counted("refusals", "reason", "internal_error")).isZero();
        assertThat(bench.counted("refusals", "reason", "unreadable")).isPositive();
        assertThat(bench.counted("requests", "outcome", "no_work")).isPositive();
    }

    private static void attempt(int attempt, List<byte[]> captures) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(SEED + attempt);
        Mutation mutation = Mutation.values()[attempt % Mutation.values().length];
        byte[] request = mutation.apply(captures.get(random.nextInt(captures.size())), random);
        bench.later(1);
        long seconds = thread.getCurrentThreadCpuTime();
        long bytes = thread.getCurrentThreadAllocatedBytes();
        byte[] reply = bench.answer(request);
        String which = mutation + " at attempt " + attempt + ", " + request.length + " bytes";
        assertThat((thread.getCurrentThreadCpuTime() - seconds) / 1e9).as(which).isLessThan(MOST_SECONDS);
        assertThat(thread.getCurrentThreadAllocatedBytes() - bytes).as(which).isLessThan(MOST_BYTES);
        ClientReply read = ClientReply.of(reply);
        assertThat(read.has("project_is_down"))
                .as("%s: %s", which, read.messages())
                .isFalse();
        assertThat(read.text()).as(which).doesNotContain("Exception", "\tat ", "org.muster");
    }

    private static List<byte[]> captures() throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (String name : CAPTURES) {
            try (InputStream stream =
                    MutatedRequestsTest.class.getResourceAsStream("/captures/" + name + ".req_body")) {
                requests.add(stream.readAllBytes());
            }
        }
        return requests;
    }
}
