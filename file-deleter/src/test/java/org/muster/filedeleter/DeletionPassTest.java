package org.muster.filedeleter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.FanOut;
import org.muster.common.testing.TestDatabase;

class DeletionPassTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int READY = 1;
    private static final int DONE = 2;
    private static final int ERROR = 3;

    @TempDir
    Path temporary;

    private DeletionFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new DeletionFixture(DATABASE.work(), temporary, FanOut.STANDARD);
    }

    @Test
    void released_files_go_and_their_rows_say_so() throws Exception {
        fixture.released(5);

        assertThat(fixture.inputs(3).run()).isEqualTo(new PassOutcome(3, true));
        assertThat(fixture.inputs(3).run()).isEqualTo(new PassOutcome(2, false));
        assertThat(fixture.filesLeft()).hasSize(5).allMatch(name -> name.endsWith(".out"));
        assertThat(fixture.outputs(100).run()).isEqualTo(new PassOutcome(5, false));

        assertThat(fixture.filesLeft()).isEmpty();
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(5);
        assertThat(fixture.rows("result", DONE)).isEqualTo(5);
    }

    @Test
    void what_belongs_to_a_file_goes_with_it() throws Exception {
        fixture.released(1);
        Path input = fixture.downloads.resolve("w0.in");
        DeletionFixture.put(input.resolveSibling("w0.in.gz"));
        DeletionFixture.put(input.resolveSibling("w0.in.md5"));
        DeletionFixture.put(input.resolveSibling("w0.in.other"));
        String directory = fixture.uploads.fanOut().directory("w0.out");
        DeletionFixture.put(
                fixture.uploads.root().resolve(".partial").resolve(directory).resolve("w0.out"));
        DeletionFixture.put(
                fixture.uploads.root().resolve(".finishing").resolve(directory).resolve("w0.out"));

        fixture.inputs(10).run();
        fixture.outputs(10).run();

        assertThat(fixture.filesLeft()).containsExactly("w0.in.other");
    }

    @Test
    void rows_that_nobody_released_keep_their_files() throws Exception {
        fixture.released(3);
        fixture.work.write(handle -> {
            handle.execute("update workunit set file_delete_state = 0 where name = 'w1'");
            handle.execute("update result set file_delete_state = 0 where name = 'w2_0'");
        });

        fixture.inputs(10).run();
        fixture.outputs(10).run();

        assertThat(fixture.filesLeft()).containsExactly("w1.in", "w2.out");
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(2);
    }

    @Test
    void files_that_are_to_be_kept_stay_and_the_rows_are_done() throws Exception {
        fixture.released(3);
        fixture.work.write(handle -> {
            handle.execute("update workunit set name = 'w0_nodelete' where name = 'w0'");
            handle.createUpdate("update workunit set xml_doc = :document where name = 'w1'")
                    .bind(
                            "document",
                            "<file_info>\n<name>w1.in</name>\n<no_delete/>\n</file_info>\n<workunit>\n</workunit>\n"
                                    .getBytes(UTF_8))
                    .execute();
            handle.execute("update workunit set xml_doc = null where name = 'w2'");
        });

        fixture.inputs(10).run();

        assertThat(fixture.filesLeft()).contains("w0.in", "w1.in", "w2.in");
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(3);
    }

    @Test
    void a_file_that_is_already_gone_is_a_fact() throws Exception {
        fixture.released(2);
        Files.delete(fixture.downloads.resolve("w0.in"));
        Files.delete(fixture.downloads.resolve("w1.in"));
        Files.delete(fixture.downloads.resolve("w1.in").getParent());

        assertThat(fixture.inputs(10).run()).isEqualTo(new PassOutcome(2, false));

        assertThat(fixture.rows("workunit", DONE)).isEqualTo(2);
    }

    @Test
    void a_deleter_that_died_between_files_and_rows_is_followed_by_one_that_finishes() throws Exception {
        fixture.released(4);
        fixture.inputRemover().remove(List.of("w0.in", "w1.in", "w2.in", "w3.in"), () -> {});

        assertThat(fixture.inputs(10).run().handled()).isEqualTo(4);
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(4);
    }

    @Test
    void a_file_that_cannot_be_deleted_is_tried_again_after_an_hour_and_holds_nobody_up() throws Exception {
        fixture.released(3);
        Path stubborn = fixture.downloads.resolve("w1.in");
        Files.delete(stubborn);
        DeletionFixture.put(stubborn.resolve("a directory that is not empty"));
        DeletionPass pass = fixture.inputs(10);

        assertThat(pass.run().handled()).isEqualTo(3);
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(2);
        assertThat(fixture.rows("workunit", ERROR)).isEqualTo(1);

        Files.delete(stubborn.resolve("a directory that is not empty"));
        fixture.now.updateAndGet(now -> now.plus(DeletionPass.RETRY).minusSeconds(1));
        assertThat(pass.run()).isEqualTo(PassOutcome.IDLE);
        fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(1)));
        assertThat(pass.run()).isEqualTo(new PassOutcome(1, false));

        assertThat(fixture.rows("workunit", DONE)).isEqualTo(3);
        assertThat(stubborn).doesNotExist();
    }

    @Test
    void an_area_that_is_away_stops_the_deleter_and_no_row_says_its_files_are_gone() throws Exception {
        fixture.released(2);
        Path away = temporary.resolve("away");
        Files.move(fixture.uploads.root(), away);
        DeletionPass pass = fixture.outputs(10);

        assertThatThrownBy(pass::run)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(fixture.uploads.root().toString())
                .hasMessageContaining("mounted");
        assertThat(fixture.rows("result", READY)).isEqualTo(2);

        Files.move(away, fixture.uploads.root());
        assertThat(pass.run().handled()).isEqualTo(2);
    }

    @Test
    void a_name_that_leads_out_of_the_area_deletes_nothing() throws Exception {
        fixture.released(1);
        Path outside = temporary.resolve("precious");
        DeletionFixture.put(outside);
        fixture.work.write(handle -> handle.createUpdate("update result set xml_doc_in = :document")
                .bind("document", DeletionFixture.document("../../precious").getBytes(UTF_8))
                .execute());

        fixture.outputs(10).run();

        assertThat(outside).exists();
        assertThat(fixture.rows("result", DONE)).isEqualTo(1);
    }

    @Test
    void two_deleters_side_by_side_leave_nothing_and_count_each_row_once() throws Exception {
        int workunits = 2500;
        fixture = new DeletionFixture(DATABASE.work(), temporary, new FanOut(16));
        fixture.released(workunits);

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> handled = List.of(
                    threads.submit(() -> untilNothingIsReady("workunit", fixture.inputs(100))),
                    threads.submit(() -> untilNothingIsReady("workunit", fixture.inputs(90))),
                    threads.submit(() -> untilNothingIsReady("result", fixture.outputs(100))),
                    threads.submit(() -> untilNothingIsReady("result", fixture.outputs(90))));
            int sum = 0;
            for (Future<Integer> each : handled) {
                sum += each.get(60, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(2 * workunits);
        }

        assertThat(fixture.filesLeft()).isEmpty();
        assertThat(fixture.rows("workunit", DONE)).isEqualTo(workunits);
        assertThat(fixture.rows("result", DONE)).isEqualTo(workunits);
    }

    private int untilNothingIsReady(String table, DeletionPass pass) throws Exception {
        int handled = 0;
        int passes = 0;
        while (fixture.rows(table, READY) > 0) {
            handled += pass.run().handled();
            assertThat(++passes).isLessThan(1000);
        }
        return handled;
    }
}
