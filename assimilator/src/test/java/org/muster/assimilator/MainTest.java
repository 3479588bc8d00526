package org.muster.assimilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.common.testing.Eventually.until;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigException;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;
import org.muster.common.testing.TestContexts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.science.database.ScienceSchema;

class MainTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final DatabaseConfig NOWHERE = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/no", "no", "no", 1);

    @TempDir
    Path temporary;

    private AssimilatorFixture fixture;

    @BeforeEach
    void begin() throws Exception {
        DATABASE.empty();
        Database science = DATABASE.fresh("science");
        ScienceSchema.migrate(science);
        fixture = new AssimilatorFixture(DATABASE.work(), science, temporary);
    }

    @Test
    void the_daemon_says_that_the_science_database_is_away_and_carries_on_by_itself_when_it_is_back() {
        long copied = fixture.work.transact(handle -> WorkFixture.app(handle, "copied"));
        fixture.finished("w", 10);
        fixture.finishedUnknown(copied, List.of("c"), "out");
        fixture.store("c.out", new byte[] {1});
        Database science = fixture.science.get();
        try (Database away = Database.open(NOWHERE, "science")) {
            fixture.science.set(away);
            Daemon daemon = Main.create(context(Map.of("spike_search", "spikes")));
            daemon.start();
            try {
                until(() -> daemon.status().state() == DaemonState.TROUBLED);
                assertThat(daemon.status().message()).contains("science").contains("cannot be reached");
                until(() -> fixture.count("workunit", "name = 'c' and assimilate_state = 2") == 1);

                fixture.science.set(science);
                until(() -> fixture.count("workunit", "assimilate_state = 1") == 0);
                until(() -> daemon.status().state() == DaemonState.RUNNING);
            } finally {
                daemon.stop();
            }
            assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED);
        }
        assertThat(fixture.countScience("result", "true")).isEqualTo(10);
        assertThat(fixture.results.resolve("c.out")).hasBinaryContent(new byte[] {1});
    }

    @Test
    void an_application_whose_results_are_discarded_is_marked_all_the_same() {
        fixture.finished("w", 3);
        Daemon daemon = Main.create(context(Map.of("spike_search", "discard")));
        daemon.start();
        try {
            until(() -> fixture.count("workunit", "assimilate_state = 2") == 3);
        } finally {
            daemon.stop();
        }
        assertThat(fixture.countScience("result", "true")).isZero();
        assertThat(fixture.results).doesNotExist();
    }

    @Test
    void an_unknown_handler_is_refused_with_the_known_ones() {
        DaemonContext context = context(Map.of("spike_search", "spike"));
        assertThatThrownBy(() -> Main.create(context))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'spike'")
                .hasMessageContaining("copy, discard and spikes");
    }

    private DaemonContext context(Map<String, String> assimilators) {
        BackendConfig backend = new BackendConfig(100, 0.05, 0, null, assimilators, 0, 0);
        return TestContexts.context(temporary, fixture.work, fixture.science::get, backend, Shard.ALL);
    }
}
