package org.muster.filedeleter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.Eventually.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.testing.TestContexts;
import org.muster.common.testing.TestDatabase;

class MainTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private DeletionFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new DeletionFixture(DATABASE.work(), temporary, new FanOut(TestContexts.FAN_OUT));
    }

    @Test
    void trouble_with_one_area_is_said_and_does_not_hold_up_the_other() throws IOException {
        fixture.released(30);
        Path away = temporary.resolve("away");
        Files.move(fixture.downloads.root(), away);
        Daemon daemon = Main.create(context());
        daemon.start();
        try {
            until(() -> fixture.rows("result", 2) == 30);
            until(() -> daemon.status().state() == DaemonState.TROUBLED);
            assertThat(daemon.status().message())
                    .contains(fixture.downloads.root().toString());

            Files.move(away, fixture.downloads.root());
            until(() -> fixture.rows("workunit", 2) == 30);
            until(() -> daemon.status().handled() == 60);
        } finally {
            daemon.stop();
        }
        assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED);
        assertThat(fixture.filesLeft()).isEmpty();
    }

    private DaemonContext context() {
        BackendConfig backend = new BackendConfig(7, 0.05, 0, null, null, 0, 0);
        return TestContexts.context(temporary, fixture.work, backend, Shard.ALL);
    }
}
