package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.testing.TestDatabase;
import org.muster.dbpurge.ArchivedRows.Fingerprint;
import org.muster.dbpurge.archive.ArchiveFormat;
import org.muster.dbpurge.archive.ArchiveRecord;

/** A purge that dies, sleeps too long, or has company: each workunit is archived once, and no file is left over. */
class PurgeKilledTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int WORKUNITS = 120;

    @TempDir
    Path temporary;

    private PurgeFixture fixture;
    private BatchArchive archive;

    @BeforeEach
    void begin() {
        DATABASE.empty();
        fixture = new PurgeFixture(DATABASE.work(), temporary);
        archive = new BatchArchive(DATABASE.work(), temporary);
    }

    /** Where a purge is killed. */
    enum Step {
        CLAIMED,
        WRITING_WORKUNITS,
        WROTE_WORKUNITS,
        WRITING_RESULTS,
        WROTE_ALL
    }

    @ParameterizedTest
    @EnumSource
    void a_killed_purge_is_finished_by_the_next(Step step) throws IOException {
        List<Long> ids = fixture.finished("w_", WORKUNITS);
        killAt(step, ids.subList(0, 100));

        PurgePass next = fixture.purge(1000);
        assertThat(next.run()).as("the rest does not wait").isEqualTo(new PassOutcome(20, false));
        assertThat(next.run()).as("the lease holds").isEqualTo(PassOutcome.IDLE);
        fixture.now.addAndGet(PurgePass.LEASE.toSeconds() + 1);
        assertThat(next.run()).isEqualTo(new PassOutcome(100, true));
        assertThat(next.run()).isEqualTo(PassOutcome.IDLE);

        everythingIsArchivedOnce(ids, 2);
        fixture.now.addAndGet(PurgePass.LEASE.plus(PurgePass.REMEMBERED).toSeconds() + 1);
        next.run();
        assertThat(fixture.rows("purge_batch")).isEqualTo(2);
    }

    @Test
    void a_purge_that_wakes_up_after_another_took_over_takes_its_archive_back() throws IOException {
        List<Long> ids = fixture.finished("w_", WORKUNITS);
        PurgePass late = fixture.purge(1000);
        PurgeBatch batch = late.claim(ids).orElseThrow();
        Map<ArchiveFormat, Fingerprint> archived = late.archive(batch);

        fixture.now.addAndGet(PurgePass.LEASE.toSeconds() + 1);
        assertThat(fixture.purge(1000).run().handled()).isEqualTo(WORKUNITS);
        Files.createFile(temporary.resolve("wu_archive_" + batch.archiveTime() + ".xml.gz"));
        assertThat(late.finish(batch, archived)).isZero();

        everythingIsArchivedOnce(ids, 1);
    }

    @Test
    void a_purge_that_slept_while_writing_stops_when_another_took_over() throws IOException {
        List<Long> ids = fixture.finished("w_", WORKUNITS);
        AtomicBoolean asleep = new AtomicBoolean();
        PurgePass late = fixture.purge(1000, Duration.ZERO, () -> {
            if (asleep.getAndSet(false)) {
                fixture.now.addAndGet(PurgePass.LEASE.toSeconds() + 1);
                assertThat(handledByAnother()).isEqualTo(WORKUNITS);
            }
        });
        PurgeBatch batch = late.claim(ids).orElseThrow();

        asleep.set(true);
        assertThatThrownBy(() -> late.archive(batch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another purge took over");

        everythingIsArchivedOnce(ids, 1);
    }

    @Test
    void a_row_that_changes_while_it_is_archived_is_archived_again_as_it_is() throws IOException {
        List<Long> ids = fixture.finished("w_", 5);
        PurgePass purge = fixture.purge(1000);
        PurgeBatch batch = purge.claim(ids).orElseThrow();
        Map<ArchiveFormat, Fingerprint> archived = purge.archive(batch);
        fixture.work.write(handle ->
                handle.execute("update result set stderr_out = 'came late' where workunitid = ? limit 1", ids.get(2)));

        assertThat(purge.finish(batch, archived)).isZero();
        assertThat(fixture.rows("workunit")).isEqualTo(5);
        assertThat(purge.run()).isEqualTo(new PassOutcome(5, false));

        everythingIsArchivedOnce(ids, 1);
        assertThat(fixture.archived(ArchiveFormat.RESULT))
                .extracting(row -> row.text("stderr_out"))
                .containsOnlyOnce("came late");
    }

    @Test
    void two_purges_side_by_side_archive_everything_once() throws Exception {
        List<Long> ids = fixture.finished("w_", 2500);
        List<PurgePass> both = List.of(fixture.purge(100), fixture.purge(100));

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> running = both.stream()
                    .map(purge -> threads.submit(() -> untilIdle(purge)))
                    .toList();
            int handled =
                    running.get(0).get(60, TimeUnit.SECONDS) + running.get(1).get(60, TimeUnit.SECONDS);
            assertThat(handled).isEqualTo(2500);
        }

        everythingIsArchivedOnce(ids, fixture.files("wu_archive_").size());
        long archives = fixture.work.read(handle -> handle.createQuery(
                        "select count(*) from purge_batch where state = 2 and workunits > 0 and results > 0")
                .mapTo(Long.class)
                .one());
        assertThat(fixture.files("wu_archive_")).hasSize((int) archives);
    }

    private int handledByAnother() {
        try {
            return fixture.purge(1000).run().handled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int untilIdle(PurgePass purge) throws IOException {
        int handled = 0;
        int passes = 0;
        while (fixture.rows("workunit") > 0) {
            handled += purge.run().handled();
            assertThat(++passes).isLessThan(2000);
        }
        return handled;
    }

    /** Does what a purge does up to a step, and leaves it there. */
    private void killAt(Step step, List<Long> ids) throws IOException {
        PurgeBatch batch = fixture.purge(1000).claim(ids).orElseThrow();
        switch (step) {
            case CLAIMED -> {}
            case WRITING_WORKUNITS -> Files.createFile(temporary.resolve(".part-0123456789abcdef"));
            case WROTE_WORKUNITS -> archive.write(ArchiveFormat.WORKUNIT, batch, ids, () -> {});
            case WRITING_RESULTS -> {
                archive.write(ArchiveFormat.WORKUNIT, batch, ids, () -> {});
                archive.write(ArchiveFormat.RESULT, batch, ids, () -> {});
                Files.delete(temporary.resolve("result_archive_" + batch.archiveTime() + ".xml.gz"));
            }
            case WROTE_ALL -> archive.write(batch, ids, () -> {});
        }
    }

    private void everythingIsArchivedOnce(List<Long> ids, int archives) {
        assertThat(fixture.rows("workunit")).isZero();
        assertThat(fixture.rows("result")).isZero();
        assertThat(fixture.rows("purge_member")).isZero();
        assertThat(fixture.archived(ArchiveFormat.WORKUNIT))
                .extracting(ArchiveRecord::id)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(fixture.archived(ArchiveFormat.RESULT))
                .extracting(row -> row.whole("workunitid"))
                .hasSize(2 * ids.size())
                .hasSameElementsAs(ids);
        assertThat(fixture.archived(ArchiveFormat.RESULT))
                .extracting(ArchiveRecord::id)
                .doesNotHaveDuplicates();
        for (String prefix : List.of("wu_archive_", "wu_index_", "result_archive_", "result_index_")) {
            assertThat(fixture.files(prefix)).hasSize(archives);
        }
    }
}
