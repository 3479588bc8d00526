package org.muster.filedeleter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class SharedInputsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private DeletionFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new DeletionFixture(DATABASE.work(), temporary, FanOut.STANDARD);
    }

    @Test
    void a_file_that_three_workunits_name_goes_with_the_last_of_them() throws Exception {
        staged("a", "sky");
        staged("b", "sky");
        staged("c", "sky", "c.in");

        done("b");
        assertThat(fixture.filesLeft()).containsExactly("c.in", "sky");
        done("c");
        assertThat(fixture.filesLeft()).containsExactly("sky");
        done("a");
        assertThat(fixture.filesLeft()).isEmpty();
        assertThat(references()).isZero();
    }

    @Test
    void workunits_that_are_done_together_take_the_file_with_them() throws Exception {
        staged("a", "sky");
        staged("b", "sky");

        done("a", "b");

        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void a_file_called_after_its_workunit_needs_no_reference() throws Exception {
        staged("a", "a.in");
        staged("b", "b.in", "b.map");
        fixture.inputs(10).run();

        assertThat(references()).isZero();
        done("a");
        assertThat(fixture.filesLeft()).containsExactly("b.in", "b.map");
    }

    @Test
    void the_own_file_of_a_workunit_stays_while_a_later_one_names_it_too() throws Exception {
        staged("a", "a.in");
        fixture.inputs(10).run();
        staged("again", "a.in");

        done("a");
        assertThat(fixture.filesLeft()).containsExactly("a.in");
        done("again");
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void the_own_file_of_a_workunit_stays_for_it_when_another_one_that_names_it_is_done() throws Exception {
        staged("again", "a.in");
        fixture.inputs(10).run();
        staged("a", "a.in");

        done("again");
        assertThat(fixture.filesLeft()).containsExactly("a.in");
        done("a");
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void what_one_document_says_must_not_be_deleted_stays_whoever_else_names_it() throws Exception {
        staged("a", "sky");
        fixture.work.write(handle -> handle.createUpdate("update workunit set xml_doc = :document")
                .bind(
                        "document",
                        "<file_info>\n<name>sky</name>\n<no_delete/>\n</file_info>\n<workunit>\n</workunit>\n"
                                .getBytes(UTF_8))
                .execute());
        staged("b", "sky");

        done("a", "b");

        assertThat(fixture.filesLeft()).containsExactly("sky");
        assertThat(fixture.rows("workunit", 2)).isEqualTo(2);
    }

    @Test
    void a_workunit_that_keeps_its_inputs_by_its_name_holds_them_against_others_too() throws Exception {
        staged("a_nodelete", "sky");
        staged("b", "sky");

        done("a_nodelete");
        done("b");

        assertThat(fixture.filesLeft()).containsExactly("sky");
    }

    @Test
    void references_of_workunits_that_a_boinc_daemon_finished_or_purged_hold_nothing() throws Exception {
        staged("a", "sky");
        staged("b", "sky");
        staged("c", "sky");
        fixture.inputs(10).run();
        fixture.work.write(handle -> {
            handle.execute("update workunit set file_delete_state = 2 where name = 'a'");
            handle.execute("delete from workunit where name = 'b'");
        });

        done("c");

        assertThat(fixture.filesLeft()).isEmpty();
        assertThat(references()).isZero();
    }

    @Test
    void a_workunit_that_comes_to_light_after_one_with_a_higher_id_is_noticed() throws Exception {
        long late = staged("late", "sky");
        fixture.work.write(handle -> handle.execute("update workunit set id = 900 where id = ?", late));
        staged("b", "sky", "b.in");
        fixture.work.write(handle -> handle.execute("update workunit set create_time = 1800000000"));
        DeletionPass pass = fixture.inputs(10);
        pass.run();
        fixture.work.write(handle -> handle.execute("update workunit set id = 3 where name = 'late'"));

        release("b");
        pass.run();
        assertThat(fixture.filesLeft()).containsExactly("sky");

        fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
        done("late");
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void a_project_that_is_adopted_with_many_workunits_is_looked_through_before_the_first_file_goes() throws Exception {
        List<String> names = IntStream.range(0, 2500).mapToObj(i -> "w" + i).toList();
        names.forEach(name -> staged(name, "sky" + name.length()));
        release(names.toArray(String[]::new));
        fixture.work.write(handle -> handle.execute("update workunit set file_delete_state = 0 where name = 'w2499'"));
        DeletionPass pass = fixture.inputs(5000);

        assertThat(pass.run().note()).contains("share");
        assertThat(pass.run().handled()).isZero();
        assertThat(pass.run().handled()).isEqualTo(2499);
        assertThat(fixture.filesLeft()).containsExactly("sky5");
        done("w2499");
        assertThat(fixture.filesLeft()).isEmpty();
    }

    @Test
    void a_deleter_killed_at_any_point_is_followed_by_one_that_deletes_what_nobody_needs_and_nothing_else()
            throws Exception {
        staged("a", "sky", "a.in");
        staged("b", "sky", "b.in");
        staged("c", "sky", "c.in");
        release("a", "b");

        killed(new Dying(fixture.sharing(), true));
        assertThat(fixture.filesLeft()).containsExactly("a.in", "b.in", "c.in", "sky");
        afterTheLease();
        killed(new Dying(fixture.sharing(), false));
        assertThat(fixture.filesLeft()).containsExactly("a.in", "b.in", "c.in", "sky");
        afterTheLease();
        assertThat(fixture.inputs(10).run().handled()).isEqualTo(2);
        assertThat(fixture.filesLeft()).containsExactly("c.in", "sky");

        release("c");
        killed(new Dying(fixture.sharing(), false));
        fixture.inputRemover().remove(List.of("c.in"), () -> {});
        afterTheLease();
        assertThat(fixture.inputs(10).run().handled()).isEqualTo(1);
        assertThat(fixture.filesLeft()).isEmpty();
        assertThat(fixture.rows("workunit", 2)).isEqualTo(3);
    }

    @Test
    void two_deleters_that_let_go_of_the_last_two_users_at_once_leave_nothing_behind() throws Exception {
        int pairs = 300;
        for (int i = 0; i < pairs; i++) {
            staged("a" + i, "shared_" + i, "held_" + i);
            staged("b" + i, "shared_" + i, "held_" + i);
            staged("c" + i, "held_" + i);
        }
        fixture.work.write(
                handle -> handle.execute("update workunit set file_delete_state = 1 where name not like 'c%'"));

        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> both = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> {
                        DeletionPass pass = fixture.inputs(7);
                        together.await();
                        int handled = 0;
                        for (int passes = 0; fixture.rows("workunit", 1) > 0; passes++) {
                            handled += pass.run().handled();
                            assertThat(passes).isLessThan(2000);
                        }
                        return handled;
                    }))
                    .toList();
            int sum = 0;
            for (Future<Integer> one : both) {
                sum += one.get(120, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(2 * pairs);
        }

        assertThat(fixture.filesLeft()).hasSize(pairs).allMatch(name -> name.startsWith("held_"));
        assertThat(references()).isEqualTo(pairs);
    }

    /** Dies on its way to the files, before or after it has let the workunits go. */
    private record Dying(Sharing sharing, boolean before) implements Sharing {
        @Override
        public boolean isKnown() {
            return sharing.isKnown();
        }

        @Override
        public Set<String> letGo(Map<Long, List<String>> files) {
            if (!before) {
                sharing.letGo(files);
            }
            throw new AssertionError("killed");
        }
    }

    private void killed(Sharing dying) {
        DeletionPass pass = fixture.pass(DeletionQueue.INPUTS, fixture.inputRemover(), dying, 10);
        assertThatThrownBy(pass::run).hasMessage("killed");
    }

    private void afterTheLease() {
        fixture.now.updateAndGet(now -> now.plus(DeletionClaims.LEASE).plusSeconds(1));
    }

    private long staged(String workunit, String... files) {
        List.of(files).forEach(file -> DeletionFixture.put(fixture.downloads.resolve(file)));
        String document = List.of(files).stream()
                .map(file -> "<file_info>\n<name>" + file + "</name>\n</file_info>\n")
                .collect(Collectors.joining("", "", "<workunit>\n</workunit>\n"));
        return fixture.work.transact(handle -> WorkFixture.row(
                handle, "workunit", Map.of("appid", 1, "name", workunit, "xml_doc", document.getBytes(UTF_8))));
    }

    private void release(String... workunits) {
        fixture.work.write(
                handle -> handle.createUpdate("update workunit set file_delete_state = 1 where name in (<names>)")
                        .bindList("names", List.of(workunits))
                        .execute());
    }

    private void done(String... workunits) throws Exception {
        release(workunits);
        assertThat(fixture.inputs(10_000).run().handled()).isEqualTo(workunits.length);
    }

    private long references() {
        return fixture.work.read(handle -> WorkFixture.count(handle, "input_reference", "workunitid > 0"));
    }
}
