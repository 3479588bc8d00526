package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.DigestFile;
import org.muster.common.files.StoredFile;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.science.database.ScienceSchema;

class SplitterCrashTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    private static Database science;

    @TempDir
    Path directory;

    @BeforeAll
    static void migrate() {
        science = database.fresh("science");
        ScienceSchema.migrate(science);
    }

    /** Stops the splitter as a crash does: nothing more of it is done. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void a_crash_after_any_step_leaves_nothing_half_made_and_nothing_doubled() throws IOException {
        List<Step> steps = new ArrayList<>();
        Workshop clean = workshop("clean");
        clean.register("tape");
        Workshop.untilIdle(clean.splitter(Workshop.SMALL, steps::add));
        String expected = clean.everything();
        assertThat(steps).contains(Step.values()).hasSize(2 + 2 * (4 + 1 + 3) + 2);

        for (int crashed = 0; crashed < steps.size(); crashed++) {
            Workshop workshop = workshop("crash" + crashed);
            workshop.register("tape");
            SplitterPass crashing = workshop.splitter(Workshop.SMALL, crashAfter(crashed + 1));
            assertThatThrownBy(() -> Workshop.untilIdle(crashing)).isInstanceOf(Crash.class);

            workshop.clock.leasesEnd();
            Workshop.untilIdle(workshop.splitter());

            assertThat(workshop.everything())
                    .as("crash %d, after %s", crashed, steps.get(crashed))
                    .isEqualTo(expected);
        }
    }

    @Test
    void crashes_one_after_another_end_the_same() throws IOException {
        Workshop clean = workshop("clean");
        clean.register("tape");
        Workshop.untilIdle(clean.splitter());
        String expected = clean.everything();

        Workshop workshop = workshop("crashing");
        workshop.register("tape");
        int crashes = 0;
        for (boolean done = false; !done; ) {
            // Each life is one step longer than the one before: it gets as far as that one, and one step further.
            SplitterPass crashing = workshop.splitter(Workshop.SMALL, crashAfter(3 + crashes));
            try {
                Workshop.untilIdle(crashing);
                done = true;
            } catch (Crash crash) {
                crashes++;
                workshop.clock.leasesEnd();
            }
        }

        assertThat(crashes).isGreaterThanOrEqualTo(6);
        assertThat(workshop.everything()).isEqualTo(expected);
    }

    @Test
    void a_splitter_that_comes_back_after_its_work_was_done_and_purged_by_others_leaves_no_file_behind()
            throws IOException {
        Workshop workshop = workshop("late");
        workshop.register("tape");
        SplitterPass late = workshop.splitter(Workshop.SMALL, new Step.Listener() {
            private boolean overtaken;

            @Override
            public void taken(Step step) {
                if (step == Step.FILE_WRITTEN && !overtaken) {
                    overtaken = true;
                    workshop.clock.leasesEnd();
                    finishAndPurge(workshop);
                }
            }
        });

        Workshop.untilIdle(late);

        assertThat(workshop.downloads().list()).isEmpty();
        assertThat(workshop.workunits()).isZero();
        assertThat(workshop.count(science, "workunit", "state = 'ISSUED'")).isEqualTo(8);
    }

    private static void finishAndPurge(Workshop workshop) {
        try {
            Workshop.untilIdle(workshop.splitter());
            for (StoredFile file : workshop.inputs()) {
                Files.delete(DigestFile.beside(file.path()));
                Files.delete(file.path());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        database.work().write(handle -> handle.execute("delete from workunit"));
    }

    private static Step.Listener crashAfter(int steps) {
        int[] left = {steps};
        return step -> {
            if (--left[0] == 0) {
                throw new Crash();
            }
        };
    }

    private Workshop workshop(String name) {
        return new Workshop(database, science, directory.resolve(name));
    }
}
