package org.muster.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonState;
import org.muster.common.store.Database;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.common.testing.TestDatabase;
import org.muster.science.database.RecordingState;
import org.muster.science.database.ScienceSchema;

class ScienceDatabaseAwayTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @Test
    void while_the_science_database_is_away_nothing_is_issued_and_nothing_is_lost() throws Exception {
        DatabaseConfig config = database.freshConfig("science");
        try (Gate gate = new Gate(config);
                Database direct = Database.open(config, "science");
                Database gated = Database.open(gate.through(config), "gated")) {
            ScienceSchema.migrate(direct);
            Workshop clean = new Workshop(database, direct, directory.resolve("clean"));
            clean.register("tape");
            Workshop.untilIdle(clean.splitter());
            String expected = clean.everything();

            Workshop workshop = new Workshop(database, direct, directory.resolve("gated"));
            workshop.register("tape");
            SplitterPass splitter = Main.pass(workshop.context(Workshop.SMALL, gated), gated, step -> {
                if (step == Step.FILE_WRITTEN) {
                    shut(gate);
                }
            });
            splitter.run();
            assertThatThrownBy(splitter::run).isInstanceOf(DatabaseUnavailableException.class);
            assertThat(workshop.workunits()).isZero();

            gate.open();
            SplitterPass going = Main.pass(workshop.context(Workshop.SMALL, gated), gated, Step.Listener.NONE);
            workshop.clock.leasesEnd();
            Workshop.untilIdle(going);
            assertThat(workshop.everything()).isEqualTo(expected);
        }
    }

    @Test
    void the_daemon_waits_for_a_science_database_that_is_away_at_its_start_makes_its_schema_and_cuts()
            throws Exception {
        DatabaseConfig config = database.freshConfig("science");
        try (Gate gate = new Gate(config);
                Database direct = Database.open(config, "science");
                Database gated = Database.open(gate.through(config), "gated")) {
            ScienceSchema.migrate(direct);
            Workshop workshop = new Workshop(database, direct, directory);
            workshop.register("tape");
            gate.shut();

            Daemon daemon = Main.create(workshop.context(Workshop.SMALL, gated));
            daemon.start();
            try {
                waitUntil(() -> daemon.status().state() == DaemonState.TROUBLED);
                gate.open();
                waitUntil(() -> workshop.recording("tape").state() == RecordingState.SPLIT);
                waitUntil(() -> daemon.status().state() == DaemonState.RUNNING);
            } finally {
                daemon.stop();
            }
            assertThat(workshop.workunits()).isEqualTo(8);
            assertThat(daemon.status().handled()).isGreaterThanOrEqualTo(8);
        }
    }

    private static void shut(Gate gate) {
        try {
            gate.shut();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(20);
        }
    }
}
