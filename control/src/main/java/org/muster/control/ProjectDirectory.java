package org.muster.control;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.muster.common.config.BackendConfig;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.SchedulerConfig;
import org.muster.common.config.SplitterConfig;

/**
 * A project that lives in one directory and listens on one port of this machine.
 *
 * @param directory where everything is
 * @param port TCP port of all its HTTP
 */
public record ProjectDirectory(Path directory, int port) {
    private static final double IDLE_SECONDS = 0.2;
    private static final int SMALL_BATCH = 200;

    /** The URL that BOINC clients attach to. */
    public URI masterUrl() {
        return URI.create("http://127.0.0.1:" + port + "/muster/");
    }

    /** The URL of the status page. */
    public URI statusUrl() {
        return URI.create(masterUrl() + "server_status.php");
    }

    /** The configuration of a small, lively project. */
    public MusterConfig config(DatabaseConfig work, DatabaseConfig science, SplitterConfig splitter) {
        return new MusterConfig(
                new ProjectConfig("muster", "Muster demonstration", directory, masterUrl(), null, null, null),
                work,
                science,
                new FilesConfig(
                        directory.resolve("download"),
                        directory.resolve("upload"),
                        null,
                        directory,
                        directory.resolve("archives")),
                new KeysConfig(directory.resolve("keys"), false),
                new HttpConfig("127.0.0.1", port, port, port),
                new SchedulerConfig(0, 1, 0, 0, 0, true, true, 0, 60),
                splitter,
                new BackendConfig(
                        SMALL_BATCH,
                        IDLE_SECONDS,
                        2,
                        Map.of("spike_search", "spikes"),
                        Map.of("spike_search", "spikes"),
                        0,
                        0));
    }
}
