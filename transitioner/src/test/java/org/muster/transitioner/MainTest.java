package org.muster.transitioner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.common.testing.Eventually.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.BackendConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonState;
import org.muster.common.daemon.Shard;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UnreadableKeyException;
import org.muster.common.security.UploadCertificate;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestContexts;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

class MainTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    private DaemonContext context() {
        BackendConfig backend = new BackendConfig(4, 0.05, 0, null, null, 0, 0);
        return TestContexts.context(directory, database.work(), backend, Shard.ALL);
    }

    @Test
    void the_daemon_makes_results_that_are_signed_with_the_projects_key() throws IOException {
        KeyDirectory keys = new KeyDirectory(directory);
        keys.createMissing();
        Files.createDirectory(directory.resolve("templates"));
        Files.writeString(directory.resolve("templates/test_out"), Project.TEMPLATE);
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        database.work()
                .write(handle -> WorkFixture.workunits(
                        handle, 1, names, Replication.single(), Instant.now().getEpochSecond()));
        Daemon daemon = Main.create(context());

        daemon.start();
        try {
            until(() -> daemon.status().handled() == names.size());
        } finally {
            daemon.stop();
        }

        assertThat(daemon.status().state()).isEqualTo(DaemonState.STOPPED);
        List<String> documents = database.work()
                .read(handle -> handle.createQuery("select xml_doc_in from result")
                        .map((row, context) -> new String(row.getBytes("xml_doc_in"), UTF_8))
                        .list());
        assertThat(documents).hasSize(names.size()).allSatisfy(document -> {
            String name = document.replaceAll("(?s).*<name>(.*?)</name>.*", "$1");
            String signature = document.replaceAll("(?s).*<xml_signature>\\n(.*)</xml_signature>.*", "$1");
            assertThat(new UploadCertificate(name, 100_000).isGrantedBy(signature, keys.readUploadPublic()))
                    .isTrue();
        });
    }

    @Test
    void without_the_upload_key_it_does_not_start() {
        assertThatThrownBy(() -> Main.create(context()))
                .isInstanceOf(UnreadableKeyException.class)
                .hasMessageContaining("upload_private");
    }
}
