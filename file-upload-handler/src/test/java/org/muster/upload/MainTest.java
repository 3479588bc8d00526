package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

class MainTest {
    @TempDir
    Path project;

    @Test
    void the_daemon_takes_uploads_at_the_upload_url_without_any_database() throws IOException {
        KeyDirectory keys = new KeyDirectory(project.resolve("keys"));
        keys.createMissing();
        int port = FreePorts.next();
        try (JettyListeners listeners = new JettyListeners("127.0.0.1")) {
            Daemon daemon = Main.create(context(listeners, port));
            listeners.start();
            daemon.start();

            byte[] data = "spikes".getBytes(US_ASCII);
            UploadHeader header = new UploadHeader("wu_demo_1_0_r1_0", data.length)
                    .maxBytes(1000)
                    .signature(new UploadCertificate("wu_demo_1_0_r1_0", 1000).sign(keys.readUploadPrivate()));
            UploadClient client = new UploadClient(port);
            assertThat(client.upload(header.signature(""), data).status()).isEqualTo(-1);
            assertThat(client.upload(header, data).status()).isZero();

            assertThat(project.resolve("upload/1c8/wu_demo_1_0_r1_0")).hasBinaryContent(data);
            assertThat(daemon.name()).isEqualTo("file-upload-handler");
            assertThat(daemon.status().state()).isEqualTo(DaemonState.RUNNING);
            assertThat(daemon.status().handled()).isEqualTo(2);
            daemon.stop();
            assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED);
        }
    }

    private DaemonContext context(JettyListeners listeners, int port) {
        MusterConfig config = new MusterConfig(
                new ProjectConfig(
                        "muster", null, project, URI.create("http://127.0.0.1:" + port + "/muster/"), null, null, null),
                new DatabaseConfig("jdbc:mysql://nowhere/none", null, null, 0),
                null,
                new FilesConfig(
                        project.resolve("download"),
                        project.resolve("upload"),
                        null,
                        project.resolve("templates"),
                        project.resolve("archive")),
                new KeysConfig(project.resolve("keys"), false),
                new HttpConfig(null, port, 0, 0),
                null,
                null,
                null);
        return new DaemonContext(
                config,
                null,
                () -> {
                    throw new IllegalStateException("the upload handler has no database");
                },
                InstantSource.system(),
                listeners,
                new SimpleMeterRegistry(),
                Shard.ALL);
    }
}
