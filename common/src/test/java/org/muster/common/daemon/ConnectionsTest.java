package org.muster.common.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.store.Database;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;

/** Daemons of one process beside one that wants more connections than there are. */
final class ConnectionsTest {
    private static final int MOST = 4;
    private static final int CROWD = 200;

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @Test
    void a_storm_at_one_daemon_takes_no_connection_that_another_needs() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger holding = new AtomicInteger();
        AtomicInteger mostHeld = new AtomicInteger();
        AtomicInteger passes = new AtomicInteger();
        DaemonFactory stormed = context -> {
            for (int i = 0; i < CROWD; i++) {
                Thread.ofVirtual().start(() -> hold(context.work(), holding, mostHeld, over));
            }
            return new HandlerDaemon("stormed", new LongAdder());
        };
        DaemonFactory working = context -> new LoopDaemon(
                "working",
                () -> {
                    if (holding.get() < MOST) {
                        return PassOutcome.IDLE;
                    }
                    context.work().write(handle -> handle.execute("select 1"));
                    passes.incrementAndGet();
                    return new PassOutcome(1, true);
                },
                Duration.ofMillis(10));

        try (DaemonProcess process = new DaemonProcess(config(), List.of(stormed, working), Shard.ALL)) {
            process.start();
            Eventually.until(() -> passes.get() > 100 && beatsOf("stormed") == 1);
            over.countDown();
        }

        assertThat(mostHeld).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void how_many_connections_are_in_use_is_shown() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        database.work().measure(registry, Tags.of("daemon", "some"));

        double active = database.work()
                .read(handle -> registry.get("muster.database.connections")
                        .tag("state", "active")
                        .gauge()
                        .value());

        assertThat(active).isEqualTo(1);
    }

    private static void hold(Database work, AtomicInteger holding, AtomicInteger mostHeld, CountDownLatch over) {
        try {
            work.read(handle -> {
                mostHeld.accumulateAndGet(holding.incrementAndGet(), Math::max);
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return holding.decrementAndGet();
            });
        } catch (RuntimeException turnedAway) {
            // Most of the crowd gets none, which is the point.
        }
    }

    private static long beatsOf(String daemon) {
        return database.work()
                .read(handle -> handle.createQuery(
                                "select count(*) from daemon_heartbeat where daemon = :daemon and state = 'RUNNING'")
                        .bind("daemon", daemon)
                        .mapTo(Long.class)
                        .one());
    }

    private static MusterConfig config() throws Exception {
        Path somewhere = Path.of("target", "connections-test");
        int port = FreePorts.next();
        return new MusterConfig(
                new ProjectConfig("test", null, somewhere, URI.create("http://127.0.0.1/test/"), null, null, null),
                database.config().withMaxConnections(MOST),
                null,
                new FilesConfig(somewhere, somewhere, null, somewhere, somewhere),
                new KeysConfig(somewhere, false),
                new HttpConfig(null, port, 0, 0),
                null,
                null,
                null);
    }
}
