package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.store.Database;
import org.muster.common.testing.TestDatabase;
import org.muster.science.database.ScienceSchema;

class SplittersSideBySideTest {
    private static final List<String> TAPES = List.of("tape1", "tape2", "tape3", "tape4");

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

    @Test
    void splitters_that_respect_their_leases_share_the_recordings() throws Exception {
        String expected = alone();
        Workshop workshop = new Workshop(database, science, directory.resolve("shared"));
        register(workshop);

        side(workshop::splitter);

        assertThat(workshop.everything()).isEqualTo(expected);
    }

    @Test
    void splitters_whose_leases_end_all_the_time_still_do_nothing_twice() throws Exception {
        String expected = alone();
        Workshop workshop = new Workshop(database, science, directory.resolve("fighting"));
        register(workshop);

        // Every few steps time jumps by a lease, so that another splitter takes the recording from under the hands of
        // the first.
        AtomicInteger steps = new AtomicInteger();
        side(() -> workshop.splitter(Workshop.SMALL, step -> {
            if (steps.incrementAndGet() % 5 == 0) {
                workshop.clock.leasesEnd();
            }
        }));
        workshop.clock.leasesEnd();
        Workshop.untilIdle(workshop.splitter());

        assertThat(workshop.everything()).isEqualTo(expected);
    }

    private String alone() throws IOException {
        Workshop workshop = new Workshop(database, science, directory.resolve("alone"));
        register(workshop);
        Workshop.untilIdle(workshop.splitter());
        assertThat(workshop.workunits()).isEqualTo(8L * TAPES.size());
        return workshop.everything();
    }

    private static void register(Workshop workshop) throws IOException {
        for (String tape : TAPES) {
            workshop.register(tape);
        }
    }

    private static void side(Supplier<SplitterPass> splitter) throws Exception {
        List<Callable<Boolean>> splitters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            splitters.add(() -> {
                Workshop.untilIdle(splitter.get());
                return true;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<Boolean> done : threads.invokeAll(splitters, 60, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        }
    }
}
