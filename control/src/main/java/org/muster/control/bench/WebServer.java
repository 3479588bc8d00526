package org.muster.control.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.muster.common.config.ConfigFile;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;

/** The web daemon in a process of its own that does not wait for a database; downloads need none. */
final class WebServer {
    private WebServer() {}

    /** Serves by the configuration that the only argument names, until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        MusterConfig config = ConfigFile.read(Path.of(arguments[0]), System.getenv());
        try (JettyListeners listeners = new JettyListeners(config.http().host());
                Database none = Database.open(config.database(), "none")) {
            org.muster.web.Main.create(new DaemonContext(
                            config,
                            none,
                            () -> none,
                            InstantSource.system(),
                            listeners,
                            new SimpleMeterRegistry(),
                            Shard.ALL))
                    .start();
            listeners.start();
            new CountDownLatch(1).await();
        }
    }
}
