package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.upload.RecordingDisk.Event;

/** A power cut at any moment, proven by the recorded order of writes, syncs, renames and answers. */
class PowerCutTest {
    private static final int FILES = 300;

    @TempDir
    Path project;

    @Test
    void whenever_the_power_fails_acknowledged_files_are_whole_and_no_short_file_has_its_name() throws Exception {
        RecordingDisk disk = new RecordingDisk(new LocalDisk());

        Map<String, byte[]> files = uploadMany(disk);

        assertThat(disk.events())
                .filteredOn(Event.Acknowledged.class::isInstance)
                .as("files acknowledged")
                .hasSize(FILES);
        assertThat(PowerCut.harmOf(disk.events(), project.resolve("upload"), files))
                .isEmpty();
    }

    @Test
    void without_syncs_the_same_uploads_would_be_lost_and_this_test_would_see_it() throws Exception {
        RecordingDisk disk = new RecordingDisk(new LocalDisk());

        Map<String, byte[]> files = uploadMany(disk);

        List<Event> contentUnforced = disk.events().stream()
                .map(event -> event instanceof Event.Forced forced ? new Event.Forced(forced.file(), 0) : event)
                .toList();
        List<Event> namesUnforced = disk.events().stream()
                .map(event -> event instanceof Event.SyncedDirectory synced
                        ? new Event.SyncedDirectory(synced.directory(), 0)
                        : event)
                .toList();
        assertThat(PowerCut.harmOf(contentUnforced, project.resolve("upload"), files))
                .hasSize(FILES)
                .allMatch(harm -> harm.contains("without all of its content"));
        assertThat(PowerCut.harmOf(namesUnforced, project.resolve("upload"), files))
                .hasSizeGreaterThanOrEqualTo(FILES)
                .anyMatch(harm -> harm.contains("may lose its name"))
                .anyMatch(harm -> harm.contains("may lose its directory"));
    }

    /** Some in one piece, some resumed, some sent twice at once; all at the same time. */
    private Map<String, byte[]> uploadMany(RecordingDisk disk) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        Random random = new Random(4);
        try (UploadServer server = new UploadServer(project, true, disk);
                ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<Callable<Void>> uploads = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                // Small ones are written at once, large ones as they come.
                byte[] data = new byte[random.nextInt(i % 4 == 0 ? 5 * SmallUploads.LARGEST : 30_000)];
                random.nextBytes(data);
                String name = "file_" + i;
                int firstPart = i % 3 == 0 ? random.nextInt(data.length + 1) : 0;
                files.put(name, data);
                uploads.add(() -> upload(server, disk, name, data, firstPart));
            }
            for (Future<Void> upload : threads.invokeAll(uploads)) {
                upload.get();
            }
        }
        return files;
    }

    private static Void upload(UploadServer server, RecordingDisk disk, String name, byte[] data, int firstPart)
            throws IOException {
        UploadHeader header =
                server.header(name, data.length).md5(FileDigest.of(data).md5());
        int stored = 0;
        if (firstPart > 0 && firstPart < data.length) {
            assertThat(server.client()
                            .upload(header, Arrays.copyOf(data, firstPart))
                            .status())
                    .isEqualTo(1);
            stored = (int) server.client().size(name).fileSize();
        }
        byte[] rest = Arrays.copyOfRange(data, stored, data.length);
        assertThat(server.client().upload(header.offset(stored), rest).status()).isZero();
        disk.acknowledged(name);
        return null;
    }
}
