package org.muster.dbpurge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.common.testing.Eventually.until;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.testing.TestContexts;
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
        PurgeFixture fixture = new PurgeFixture(DATABASE.work(), temporary.resolve("archives"));
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
        BackendConfig backend = new BackendConfig(10, 0.02, 0, null, null, 0, 0);
        return TestContexts.context(temporary, DATABASE.work(), backend, shard);
    }
}
