package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/**
 * A disk that is really full: a file system in memory with a size limit, mounted for the handler's process alone. Needs
 * Linux and the right to make a user namespace; where that is missing the test says so, and {@link QuotaDiskTest} shows the
 * same with a disk that is told to be full.
 */
class SizeLimitedDiskTest {
    private static final int DISK_MEGABYTES = 8;
    private static final int RESERVE_MEGABYTES = 1;
    private static final int FILE_BYTES = 900_000;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path project;

    @Test
    void a_full_disk_hides_nothing_short_keeps_what_it_has_and_goes_on_by_itself_when_there_is_room() throws Exception {
        String mount = "mkdir -p " + project + "/upload && mount -t tmpfs -o size=" + DISK_MEGABYTES + "m none "
                + project + "/upload && exec \"$@\"";
        assumeTrue(works("unshare", "-rm", "sh", "-c", mount, "sh", "true"), "no user namespaces: cannot mount a disk");

        try (UploadServerProcess server =
                UploadServerProcess.start(project, 128, RESERVE_MEGABYTES, "unshare", "-rm", "sh", "-c", mount, "sh")) {
            Path upload = Path.of("/proc/" + server.pid() + "/root" + project + "/upload");
            FileArea finished = new FileArea(upload, FanOut.STANDARD);
            List<String> safe = new ArrayList<>();
            String refused = "";
            for (int i = 0; refused.isEmpty(); i++) {
                String name = "file_" + i;
                if (send(server, name).status() == 0) {
                    safe.add(name);
                } else {
                    refused = name;
                }
            }
            assertThat(safe).hasSizeBetween(5, 8);
            assertThat(send(server, refused).message()).contains("out of disk space");
            assertThat(send(server, refused).head()).containsIgnoringCase("Retry-After");

            // Somebody else takes the reserve too, in the middle of what was promised to nobody.
            Path foreign = upload.resolve(".foreign");
            fill(foreign);
            assertThat(server.client().size("unknown").status()).isEqualTo(1);
            assertThat(server.client().size(safe.getFirst()).fileSize()).isEqualTo(FILE_BYTES);
            assertThat(send(server, safe.getFirst()).status()).as("sent again").isZero();
            assertThat(finished.list()).extracting("name").containsExactlyInAnyOrderElementsOf(safe);
            for (String name : safe) {
                assertThat(finished.resolve(name)).hasBinaryContent(content(name));
            }

            Files.delete(foreign);
            Files.delete(finished.resolve(safe.getFirst()));
            Instant deadline = Instant.now().plus(DEADLINE);
            while (send(server, refused).status() != 0) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(100);
            }
            assertThat(finished.resolve(refused)).hasBinaryContent(content(refused));
        }
    }

    private UploadClient.Answer send(UploadServerProcess server, String name) throws IOException {
        byte[] data = content(name);
        UploadHeader header = new UploadHeader(name, FILE_BYTES)
                .maxBytes(FILE_BYTES)
                .md5(FileDigest.of(data).md5())
                .signature(new UploadCertificate(name, FILE_BYTES)
                        .sign(new KeyDirectory(project.resolve("keys")).readUploadPrivate()));
        return server.client().upload(header, data);
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static byte[] content(String name) {
        byte[] data = new byte[FILE_BYTES];
        new Random(name.hashCode()).nextBytes(data);
        return data;
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
