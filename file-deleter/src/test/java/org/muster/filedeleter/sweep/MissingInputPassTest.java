package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileAreas;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class MissingInputPassTest {

    private static final int INACTIVE = 1;
    private static final int UNSENT = 2;
    private static final int IN_PROGRESS = 4;

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
    void a_workunit_whose_input_is_gone_is_not_sent_until_it_is_there_again() throws IOException {
        long sound = workunit("sound", 600);
        long gone = workunit("gone", -1);
        MissingInputPass pass = pass("a");

        run(pass);

        assertThat(states(sound)).containsExactly(UNSENT, IN_PROGRESS);
        assertThat(states(gone)).containsExactly(INACTIVE, IN_PROGRESS);
        assertThat(reasons()).hasSize(1).first().asString().contains("gone.in").contains("put the file back");

        put("gone.in", 600);
        later(pass);
        assertThat(states(gone)).containsExactly(UNSENT, IN_PROGRESS);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void an_input_that_is_empty_or_cut_short_counts_as_gone() throws IOException {
        long empty = workunit("empty", 0);
        long cut = workunit("cut", 599);
        run(pass("a"));

        assertThat(states(empty)).contains(INACTIVE);
        assertThat(states(cut)).contains(INACTIVE);
        assertThat(reasons()).anyMatch(reason -> reason.contains("has 599 bytes, 600 are recorded"));
    }

    @Test
    void a_result_that_is_made_while_its_workunit_is_held_is_held_too() throws IOException {
        long gone = workunit("gone", -1);
        MissingInputPass pass = pass("a");
        run(pass);
        fixture.work.write(handle -> WorkFixture.result(handle, gone, 1, "gone_2", UNSENT, Map.of()));

        later(pass);

        assertThat(states(gone)).containsExactly(INACTIVE, INACTIVE, IN_PROGRESS);
    }

    @Test
    void a_held_workunit_that_is_cancelled_is_held_no_longer() throws IOException {
        long gone = workunit("gone", -1);
        MissingInputPass pass = pass("a");
        run(pass);
        fixture.work.write(handle -> handle.execute("update workunit set error_mask = 16 where id = ?", gone));

        later(pass);

        assertThat(reasons()).isEmpty();
    }

    @Test
    void work_that_is_decided_and_results_that_wait_for_a_size_regulator_are_left_alone() throws IOException {
        long decided = workunit("decided", -1);
        long sized = workunit("sized", -1);
        fixture.work.write(handle -> {
            handle.execute("update workunit set canonical_resultid = 7 where id = ?", decided);
            handle.execute("update result set size_class = 3, server_state = 1 where workunitid = ?", sized);
        });
        MissingInputPass pass = pass("a");
        run(pass);
        assertThat(states(decided)).contains(UNSENT);

        put("sized.in", 600);
        later(pass);
        assertThat(states(sized)).containsExactly(INACTIVE, INACTIVE);
    }

    @Test
    void a_file_that_an_adopted_row_has_on_another_server_is_not_missed() throws IOException {
        long elsewhere = workunit("elsewhere", -1);
        long here = workunit("here", -1);
        document(elsewhere, "http://data.example/files/elsewhere.in", "elsewhere.in");
        document(here, "http://old.example/download/3e7/here.in", "here.in");

        run(pass("a"));

        assertThat(states(elsewhere)).contains(UNSENT);
        assertThat(states(here)).contains(INACTIVE);
    }

    @Test
    void an_area_that_is_away_is_not_taken_for_files_that_are_gone() throws IOException {
        long sound = workunit("sound", 600);
        Files.move(fixture.downloads.root(), temporary.resolve("away"));

        assertThatThrownBy(() -> pass("a").run()).hasMessageContaining("mounted");
        assertThat(states(sound)).contains(UNSENT);
    }

    @Test
    void two_copies_agree() throws IOException {
        long gone = workunit("gone", -1);
        MissingInputPass one = pass("one");
        MissingInputPass other = pass("other");
        run(one);
        run(other);
        assertThat(states(gone)).contains(INACTIVE);

        put("gone.in", 600);
        later(other);
        later(one);
        assertThat(states(gone)).doesNotContain(INACTIVE);
        assertThat(reasons()).isEmpty();
    }

    private MissingInputPass pass(String holder) {
        return new MissingInputPass(
                fixture.work,
                new MissingInputs(FileAreas.of(fixture.downloads)),
                new WalkLedger(fixture.work, fixture.now::get, holder),
                Pace.of(100),
                new SweepPass.Timing(SweepFixture.BETWEEN, fixture.now::get));
    }

    private static void run(MissingInputPass pass) throws IOException {
        for (int passes = 0; pass.run().more(); passes++) {
            assertThat(passes).isLessThan(100);
        }
    }

    private void later(MissingInputPass pass) throws IOException {
        fixture.now.updateAndGet(now -> now.plus(MissingInputPass.LOOK_AGAIN).plusSeconds(1));
        run(pass);
    }

    /** A workunit with an unsent result and one in progress, and an input of so many bytes; −1 for none. */
    private long workunit(String name, int bytes) throws IOException {
        if (bytes >= 0) {
            put(name + ".in", bytes);
        }
        return fixture.work.transact(handle -> {
            long id = WorkFixture.workunit(handle, 1, name, Replication.single(), 1);
            WorkFixture.result(handle, id, 1, name + "_0", UNSENT, Map.of());
            WorkFixture.result(handle, id, 1, name + "_1", IN_PROGRESS, Map.of());
            return id;
        });
    }

    private void document(long workunit, String url, String file) {
        String document = "<file_info>\n<name>" + file + "</name>\n<url>" + url + "</url>\n<nbytes>600</nbytes>\n"
                + "</file_info>\n<workunit>\n</workunit>\n";
        fixture.work.write(handle ->
                handle.execute("update workunit set xml_doc = ? where id = ?", document.getBytes(UTF_8), workunit));
    }

    private void put(String name, int bytes) throws IOException {
        Path path = fixture.downloads.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[bytes]);
    }

    private List<Integer> states(long workunit) {
        return fixture.work.read(handle -> handle.createQuery(
                        "select server_state from result where workunitid = :id order by server_state")
                .bind("id", workunit)
                .mapTo(Integer.class)
                .list());
    }

    private List<String> reasons() {
        return fixture.work.read(handle -> handle.createQuery("select error from blocked_work where queue = :queue")
                .bind("queue", HeldWorkunits.QUEUE)
                .mapTo(String.class)
                .list());
    }
}
