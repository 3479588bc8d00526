package org.muster.filedeleter.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.files.FanOut;
import org.muster.common.testing.TestDatabase;

class SweepPassTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private SweepFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new SweepFixture(DATABASE.work(), temporary, FanOut.STANDARD);
    }

    @Test
    void what_rows_want_stays_and_what_no_row_wants_goes() throws IOException {
        fixture.result("w_1_0", 0, "w_1_0_r1_0", "w_1_0_r1_1");
        fixture.result("w_2_0", 1, "w_2_0_r2_0");
        fixture.result("w_3_0", 3, "w_3_0_r3_0");
        fixture.result("w_4_0", 2, "w_4_0_r4_0");
        List.of("w_1_0_r1_0", "w_1_0_r1_1", "w_2_0_r2_0", "w_3_0_r3_0").forEach(fixture::uploaded);
        List.of("w_4_0_r4_0", "w_5_0_r5_0", "w_1_0_r9_0", "w_1_1_r1_0").forEach(fixture::uploaded);

        assertThat(SweepFixture.all(fixture.uploads("a", true))).isEqualTo(4);

        assertThat(SweepFixture.left(fixture.uploads))
                .containsExactly("w_1_0_r1_0", "w_1_0_r1_1", "w_2_0_r2_0", "w_3_0_r3_0");
        assertThat(fixture.report()).containsExactly("deleted before 64: 1 1", "no row 64: 3 3", "wanted 64: 4 0");
    }

    @Test
    void files_with_names_that_a_template_or_an_older_server_made_are_found_to_be_wanted() throws IOException {
        fixture.result("w_1_0", 0, "w_1_0_0", "out_w_1_0_r7_0", "outw_1_0_r7_1.zip");
        List.of("w_1_0_0", "out_w_1_0_r7_0", "outw_1_0_r7_1.zip").forEach(fixture::uploaded);
        fixture.uploaded("out_w_1_1_r7_0");

        assertThat(SweepFixture.all(fixture.uploads("a", true))).isEqualTo(1);
        assertThat(SweepFixture.left(fixture.uploads))
                .containsExactly("out_w_1_0_r7_0", "outw_1_0_r7_1.zip", "w_1_0_0");
    }

    @Test
    void young_hidden_and_foreign_files_stay() throws IOException {
        fixture.result("w_1_0", 0, "w_1_0_r1_0");
        fixture.aged(fixture.uploaded("w_9_0_r1_0"), Duration.ofDays(31));
        fixture.uploaded("notes.txt");
        Path misplaced = SweepFixture.put(fixture.uploads.root().resolve("zz_2_0_r1_0"));
        SweepFixture.put(fixture.uploads.root().resolve(".partial/3e7/w_8_0_r1_0"));
        String elsewhere = fixture.uploads.fanOut().directory("w_7_0_r1_0").equals("0") ? "1" : "0";
        SweepFixture.put(fixture.uploads.root().resolve(elsewhere).resolve("w_7_0_r1_0"));
        Files.createSymbolicLink(fixture.uploaded("w_6_0_r1_0").resolveSibling("l_6_0_r1_0"), misplaced);

        assertThat(SweepFixture.all(fixture.uploads("a", true))).isEqualTo(1);
        assertThat(SweepFixture.left(fixture.uploads))
                .containsExactly("l_6_0_r1_0", "notes.txt", "w_7_0_r1_0", "w_8_0_r1_0", "w_9_0_r1_0", "zz_2_0_r1_0");
    }

    @Test
    void a_dry_run_removes_nothing_and_reports_by_age_and_directory() throws IOException {
        fixture.result("w_1_0", 0, "w_1_0_r1_0");
        fixture.aged(fixture.uploaded("w_2_0_r1_0"), Duration.ofDays(33));
        fixture.aged(fixture.uploaded("w_3_0_r1_0"), Duration.ofDays(70));
        fixture.now.updateAndGet(now -> now.plus(Duration.ofDays(400)));

        assertThat(SweepFixture.all(fixture.uploads("a", false))).isZero();

        assertThat(fixture.report()).containsExactly("no row 256: 2 0");
        assertThat(fixture.work.<List<String>>read(
                        handle -> handle.createQuery("select concat(directory, ' ', bytes) from sweep_finding")
                                .mapTo(String.class)
                                .list()))
                .containsExactlyInAnyOrder(
                        fixture.uploads.fanOut().directory("w_2_0_r1_0") + " 7",
                        fixture.uploads.fanOut().directory("w_3_0_r1_0") + " 7");
    }

    @Test
    void a_database_without_any_result_is_taken_for_the_wrong_one() throws IOException {
        fixture.uploaded("w_1_0_r1_0");

        assertThat(SweepFixture.all(fixture.uploads("a", true))).isZero();
        assertThat(SweepFixture.left(fixture.uploads)).containsExactly("w_1_0_r1_0");
    }

    @Test
    void a_sweeper_that_died_is_followed_by_one_that_goes_on_where_it_was() throws IOException {
        fixture.result("w_0_0", 0, "w_0_0_r1_0");
        for (int i = 1; i <= 200; i++) {
            fixture.uploaded("w_" + i + "_0_r1_0");
        }
        SweepPass dying = fixture.uploads("dying", true);
        int removed = 0;
        for (int i = 0; i < 80; i++) {
            removed += dying.run().handled();
        }
        assertThat(removed).isBetween(60, 199);

        SweepPass next = fixture.uploads("next", true);
        assertThat(next.run()).isEqualTo(PassOutcome.IDLE);
        fixture.now.updateAndGet(now -> now.plus(WalkLedger.LEASE).plusSeconds(1));
        int passes = 0;
        for (var outcome = next.run(); outcome.more(); outcome = next.run()) {
            removed += outcome.handled();
            passes++;
        }

        assertThat(removed).isEqualTo(200);
        assertThat(SweepFixture.left(fixture.uploads)).isEmpty();
        assertThat(passes).isLessThan(170);
        assertThat(SweepFixture.all(dying)).isZero();
    }

    @Test
    void the_next_round_is_a_day_after_the_last_one_began() throws IOException {
        fixture.result("w_0_0", 0, "w_0_0_r1_0");
        SweepPass pass = fixture.uploads("a", true);
        fixture.uploaded("w_1_0_r1_0");
        assertThat(SweepFixture.all(pass)).isEqualTo(1);
        fixture.uploaded("w_2_0_r1_0");

        fixture.now.updateAndGet(now -> now.plus(SweepFixture.BETWEEN).minusSeconds(60));
        assertThat(SweepFixture.all(pass)).isZero();
        fixture.now.updateAndGet(now -> now.plusSeconds(120));
        assertThat(SweepFixture.all(pass)).isEqualTo(1);
        assertThat(fixture.report()).containsExactly("no row 64: 1 1");
    }

    @Test
    void two_sweepers_side_by_side_remove_every_antique_once_and_nothing_else() throws Exception {
        fixture = new SweepFixture(DATABASE.work(), temporary, new FanOut(64));
        for (int i = 0; i < 600; i++) {
            String file = "w_" + i + "_0_r1_0";
            fixture.uploaded(file);
            if (i % 3 == 0) {
                fixture.result("w_" + i + "_0", 0, file);
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> both = Stream.of(1, 2)
                    .map(i -> threads.submit(() -> {
                        try (AreaWalk walk = new AreaWalk(fixture.uploads.root(), false, "", 10)) {
                            long removed = 0;
                            for (var piece = walk.next(); piece.isPresent(); piece = walk.next()) {
                                removed += fixture.sweepUploads(piece.get().paths())
                                        .removed();
                            }
                            return removed;
                        }
                    }))
                    .toList();
            long sum = 0;
            for (Future<Long> one : both) {
                sum += one.get(60, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(400);
        }
        assertThat(SweepFixture.left(fixture.uploads)).hasSize(200);
    }

    @Test
    void of_two_sweepers_one_walks_through_an_area_and_the_other_stands_by() throws IOException {
        fixture.result("w_0_0", 0, "w_0_0_r1_0");
        fixture.uploaded("w_1_0_r1_0");
        SweepPass one = fixture.uploads("one", true);
        SweepPass other = fixture.uploads("other", true);

        assertThat(one.run().handled()).isEqualTo(1);
        assertThat(other.run()).isEqualTo(PassOutcome.IDLE);
        one.close();
        assertThat(other.run().more()).isTrue();
        assertThat(one.run()).isEqualTo(PassOutcome.IDLE);
    }

    @Test
    void downloads_that_a_workunit_or_an_application_wants_stay_with_what_lies_beside_them() throws IOException {
        DATABASE.work().write(handle -> {
            handle.execute("insert into app_version (appid, version_num, platformid, xml_doc) values (1, 1, 1,"
                    + " '<file_info>\n<name>app_1</name>\n</file_info>\n')");
            workunit(handle, "w1", 0, "w1.in");
            workunit(handle, "w2", 0, "sky");
            workunit(handle, "w3", 2, "w3.in");
            workunit(handle, "w4", 2, "sky");
            workunit(handle, "w5_nodelete", 2, "w5_nodelete.in");
        });
        List<String> wanted =
                List.of("app_1", "app_1.sig", "jf_0123", "sky", "sky.gz", "w1.in", "w1.in.md5", "w5_nodelete.in");
        wanted.forEach(fixture::staged);
        SweepFixture.put(fixture.downloads.root().resolve("app_2"));
        List.of("w3.in", "w3.in.md5", "w9.in", "gone.gz").forEach(fixture::staged);

        assertThat(SweepFixture.all(fixture.downloads("a", false))).isZero();
        assertThat(fixture.report()).containsExactly("foreign 64: 1 0", "no row 64: 4 0", "wanted 64: 7 0");
        fixture.now.updateAndGet(now -> now.plus(SweepFixture.BETWEEN));
        assertThat(SweepFixture.all(fixture.downloads("a", true))).isEqualTo(4);
        assertThat(SweepFixture.left(fixture.downloads))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(wanted.stream(), Stream.of("app_2")).toList());
    }

    private static void workunit(Handle handle, String name, int state, String file) {
        handle.createUpdate("""
                        insert into workunit (appid, name, file_delete_state, xml_doc)
                        values (1, :name, :state, :document)
                        """)
                .bind("name", name)
                .bind("state", state)
                .bind("document", "<file_info>\n<name>" + file + "</name>\n</file_info>\n<workunit>\n</workunit>\n")
                .execute();
    }
}
