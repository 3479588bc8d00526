package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.upload.RecordingDisk.Event;

/** A finished file may have been left by a handler that died, or whose disk failed, before its name was durable. */
class ConfirmedFilesTest {
    private static final String NAME = "wu_demo_1_0_r1_0";
    private static final byte[] DATA = "some bytes of a result".getBytes(US_ASCII);

    @TempDir
    Path project;

    private final BrokenDisk broken = new BrokenDisk();
    private final RecordingDisk disk = new RecordingDisk(broken);
    private UploadServer server;

    /** A real disk, some of whose directories cannot be forced. */
    private static final class BrokenDisk implements Disk {
        private final Disk real = new LocalDisk();
        private volatile Path directory = Path.of("none");

        @Override
        public Optional<OpenFile> open(Path file, boolean create) throws IOException {
            return real.open(file, create);
        }

        @Override
        public boolean exists(Path file) {
            return real.exists(file);
        }

        @Override
        public void createDirectories(Path wanted) throws IOException {
            real.createDirectories(wanted);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            real.move(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            real.delete(file);
        }

        @Override
        public void syncDirectory(Path synced) throws IOException {
            if (synced.equals(directory)) {
                throw new FileSystemException(synced.toString(), null, "Input/output error");
            }
            real.syncDirectory(synced);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = new UploadServer(project, true, disk);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_file_that_a_dead_handler_finished_is_made_durable_before_its_size_is_told() throws IOException {
        leaveFinished();

        assertThat(server.client().size(NAME).fileSize()).isEqualTo(DATA.length);

        assertThat(syncs(server.finished(NAME).getParent())).isEqualTo(1);
        assertThat(syncs(server.area.root())).isEqualTo(1);
    }

    @Test
    void a_file_that_a_dead_handler_finished_is_made_durable_before_its_upload_is_acknowledged() throws IOException {
        leaveFinished();

        assertThat(server.client().upload(header(), DATA).status()).isZero();

        assertThat(syncs(server.finished(NAME).getParent())).isEqualTo(1);
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    @Test
    void a_file_whose_name_cannot_be_made_durable_is_not_acknowledged_however_often_it_is_sent() throws IOException {
        broken.directory = server.finished(NAME).getParent();

        assertThat(server.client().upload(header(), DATA).message()).contains("Input/output error");
        assertThat(server.finished(NAME)).exists();
        assertThat(server.client().upload(header(), DATA).status()).isEqualTo(1);
        assertThat(server.client().size(NAME).status()).isEqualTo(1);

        broken.directory = Path.of("none");
        assertThat(server.client().size(NAME).fileSize()).isEqualTo(DATA.length);
        assertThat(server.client().upload(header(), DATA).status()).isZero();
        assertThat(server.finished(NAME)).hasBinaryContent(DATA);
    }

    private void leaveFinished() throws IOException {
        Files.createDirectories(server.finished(NAME).getParent());
        Files.write(server.finished(NAME), DATA);
    }

    private long syncs(Path directory) {
        return disk.events().stream()
                .filter(event -> event instanceof Event.SyncedDirectory synced
                        && synced.directory().equals(directory))
                .count();
    }

    private UploadHeader header() {
        return server.header(NAME, DATA.length).md5(FileDigest.of(DATA).md5());
    }
}
