package org.muster.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** How much memory a large job cache takes. The documents are as long as those of real work, certificates included. */
class CacheMemoryTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int RESULTS = 100_000;
    /** Half of the heap that the scheduler is to run with. */
    private static final long MOST_BYTES = 256L << 20;

    private static final String WORKUNIT = """
            <file_info>
            <name>NAME.in</name>
            <md5_cksum>0123456789abcdef0123456789abcdef</md5_cksum>
            <nbytes>349744</nbytes>
            </file_info>
            <workunit>
            <file_ref>
            <file_name>NAME.in</file_name>
            <open_name>in</open_name>
            </file_ref>
            </workunit>
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void a_hundred_thousand_results() {
        DATABASE.empty();
        DATABASE.work().write(CacheMemoryTest::project);
    }

    private static void project(Handle handle) {
        WorkFixture.user(handle, "anna");
        long app = SchedulerBench.application(handle);
        String numbers = """
                (select a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as n
                 from DIGITS a join DIGITS b join DIGITS c join DIGITS d join DIGITS e)
                """.replace(
                        "DIGITS",
                        "(select 0 as n union all select 1 union all select 2 union all select 3"
                                + " union all select 4 union all select 5 union all select 6 union all select 7"
                                + " union all select 8 union all select 9)");
        handle.createUpdate("""
                        insert into workunit (create_time, appid, name, xml_doc, rsc_fpops_est, rsc_fpops_bound,
                          rsc_memory_bound, rsc_disk_bound, delay_bound, min_quorum, target_nresults,
                          max_error_results, max_total_results, max_success_results, transition_time)
                        select 1, :app, concat('recording_0042.beam3.piece', s.n),
                          replace(:document, 'NAME', concat('recording_0042.beam3.piece', s.n)),
                          1e12, 1e14, 1e8, 1e8, 604800, 1, 1, 3, 10, 6, 2000000000 from %s s
                        """.formatted(numbers))
                .bind("app", app)
                .bind("document", WORKUNIT.getBytes(UTF_8))
                .execute();
        String document = SchedulerBench.resultDocument("NAME")
                .replace(
                        "851d7b7c28fbf0e688a8b2e64ba0720ad6f10eb59682c9863378bf6aea389eef",
                        "0123456789abcdef".repeat(16));
        handle.createUpdate("""
                        insert into result (workunitid, appid, name, server_state, xml_doc_in)
                        select w.id, w.appid, concat(w.name, '_0'), 2, replace(:document, 'NAME', concat(w.name, '_0'))
                        from workunit w
                        """).bind("document", document.getBytes(UTF_8)).execute();
    }

    @Test
    void a_hundred_thousand_cached_results_leave_half_of_the_heap_free() {
        SchedulerConfig config = new SchedulerConfig(RESULTS, 0, 0, 0, 0, false, false, 0, 0);
        long before = used();
        SchedulerBench bench = new SchedulerBench(DATABASE.work(), directory, config);
        bench.feed();
        long after = used();
        assertThat(bench.cached()).isEqualTo(RESULTS);
        assertThat(bench.askUnfed(RequestText.from(WorkFixture.authenticator("anna"))
                                .wants(1, 3))
                        .tasks())
                .hasSize(3);
        assertThat(after - before).as("bytes of the heap").isLessThan(MOST_BYTES);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
