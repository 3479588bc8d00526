package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.testing.TestDatabase;
import org.muster.dbpurge.archive.ArchiveFormat;

class MainTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    @Test
    void the_daemons_of_two_shards_purge_everything_between_them() {
        DATABASE.empty();
        PurgeFixture fixture = new PurgeFixture(DATABASE.work(), temporary);
        fixture.finished("w", 50);
        List<Daemon> daemons = List.of(Main.create(context(new Shard(2, 0))), Main.create(context(new Shard(2, 1))));
        daemons.forEach(Daemon::start);
        try {
            until(() -> fixture.rows("workunit") == 0);
            until(() -> daemons.stream().allMatch(daemon -> daemon.status().handled() == 25));
        } finally {
            daemons.forEach(Daemon::stop);
        }
        assertThat(daemons)
                .allSatisfy(daemon -> assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED));
        assertThat(fixture.archived(ArchiveFormat.WORKUNIT)).hasSize(50);
        assertThat(fixture.archived(ArchiveFormat.RESULT)).hasSize(100);
    }

    private DaemonContext context(Shard shard) {
        MusterConfig config = new MusterConfig(
                new ProjectConfig("test", null, temporary, URI.create("http://127.0.0.1/test/"), null, null, null),
                DATABASE.config(),
                null,
                new FilesConfig(temporary, temporary, 16, temporary, temporary),
                new KeysConfig(temporary, false),
                null,
                null,
                null,
                new BackendConfig(10, 0.02, 0, null, null, 0, 0));
        return new DaemonContext(
                config,
                DATABASE.work(),
                () -> {
                    throw new AssertionError("the purge does not need the science database");
                },
                Instant::now,
                (port, prefix, handler) -> {
                    throw new AssertionError("the purge does not speak HTTP");
                },
                new SimpleMeterRegistry(),
                shard);
    }

    private static void until(BooleanSupplier holds) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
