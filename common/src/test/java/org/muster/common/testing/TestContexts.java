package org.muster.common.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.Shard;
import org.muster.common.store.Database;

/** What daemons that do not speak HTTP are created from in a test. */
public final class TestContexts {
    /** The fan-out of both file areas. */
    public static final int FAN_OUT = 16;

    private TestContexts() {}

    /** The same for daemons that have no business with the science database. */
    public static DaemonContext context(Path directory, Database work, BackendConfig backend, Shard shard) {
        Supplier<Database> none = () -> {
            throw new AssertionError("this daemon should not need the science database");
        };
        return context(directory, work, none, backend, shard);
    }

    /**
     * A project below a directory, with {@code download/}, {@code upload/} and {@code archives/} in it, which need not
     * exist, and the system's clock.
     */
    public static DaemonContext context(
            Path directory, Database work, Supplier<Database> science, BackendConfig backend, Shard shard) {
        MusterConfig config = new MusterConfig(
                new ProjectConfig("test", null, directory, URI.create("http://127.0.0.1/test/"), null, null, null),
                new DatabaseConfig("jdbc:mysql://127.0.0.1:1/unused", "", "", 1),
                null,
                new FilesConfig(
                        directory.resolve("download"),
                        directory.resolve("upload"),
                        FAN_OUT,
                        directory,
                        directory.resolve("archives")),
                new KeysConfig(directory, false),
                null,
                null,
                null,
                backend);
        return new DaemonContext(
                config,
                work,
                science,
                InstantSource.system(),
                (port, prefix, handler) -> {
                    throw new AssertionError("this daemon should not speak HTTP");
                },
                new SimpleMeterRegistry(),
                shard);
    }
}
