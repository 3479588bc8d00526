package org.muster.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.common.testing.Eventually.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.ConfigException;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestContexts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class MainTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    private DaemonContext context(String comparator) {
        BackendConfig backend = new BackendConfig(3, 0.05, 0, Map.of("one", comparator), null, 0, 0);
        return TestContexts.context(directory, database.work(), backend, Shard.ALL);
    }

    @Test
    void the_daemon_validates_every_application_and_waits_for_a_disk_that_is_away() throws IOException {
        Site site = new Site(database.work(), directory, new FanOut(TestContexts.FAN_OUT));
        database.work().write(handle -> {
            for (String name : new String[] {"one", "two"}) {
                long app = WorkFixture.app(handle, name);
                for (int i = 0; i < 5; i++) {
                    String workunit = name + "_" + i;
                    long id = site.workunit(handle, app, workunit, Replication.quorumOfTwo());
                    site.success(handle, id, app, workunit + "_0", Map.of(), "output");
                    site.success(handle, id, app, workunit + "_1", Map.of(), "output");
                }
            }
        });
        Path away = directory.resolve("away");
        Files.move(site.uploads().root(), away);
        Daemon daemon = Main.create(context("bitwise"));

        daemon.start();
        try {
            until(() -> daemon.status().state() == DaemonState.TROUBLED);
            assertThat(daemon.status().message()).contains("upload").contains("is not there");
            Files.move(away, site.uploads().root());
            until(() -> daemon.status().handled() == 10);
        } finally {
            daemon.stop();
        }

        assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED);
        long granted = database.work().read(handle -> WorkFixture.count(handle, "credit_ledger", "true"));
        assertThat(granted).isEqualTo(20);
    }

    @Test
    void a_comparator_that_nobody_knows_is_refused_before_it_starts() {
        assertThatThrownBy(() -> Main.create(context("by_eye"))).isInstanceOf(ConfigException.class);
    }
}
