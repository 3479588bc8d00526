package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;

/** A disk that becomes full at each of the operations that an upload needs room for, one after the other. */
class QuotaDiskTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(ints = {50_000, 500_000})
    void a_disk_that_becomes_full_at_any_step_is_a_transient_error_and_a_retry_goes_on(int bytes) throws IOException {
        QuotaDisk disk = new QuotaDisk();
        try (UploadServer server = new UploadServer(project, true, disk)) {
            int operations = Integer.MAX_VALUE;
            for (int room = 0; room <= operations; room++) {
                String name = "file_" + room;
                byte[] data = content(room, bytes);
                UploadHeader header =
                        server.header(name, bytes).md5(FileDigest.of(data).md5());

                disk.quota(room);
                UploadClient.Answer first = server.client().upload(header, data);
                if (first.status() == 0) {
                    operations = room;
                } else {
                    assertThat(first.status()).isEqualTo(1);
                    assertThat(first.message()).contains("No space left on device");
                    assertThat(first.head()).containsIgnoringCase("Retry-After");
                }
                if (Files.exists(server.finished(name))) {
                    assertThat(server.finished(name)).hasBinaryContent(data);
                }

                disk.quota(Integer.MAX_VALUE);
                int stored = (int) server.client().size(name).fileSize();
                if (stored < bytes) {
                    byte[] rest = Arrays.copyOfRange(data, stored, bytes);
                    assertThat(server.client()
                                    .upload(header.offset(stored), rest)
                                    .status())
                            .isZero();
                }
                assertThat(server.finished(name)).hasBinaryContent(data);
            }
            assertThat(operations).as("operations that need room").isBetween(bytes > SmallUploads.LARGEST ? 8 : 7, 100);
            assertThat(server.area.partial().list()).isEmpty();
            assertThat(new FileArea(server.area.arrivals().root(), FanOut.STANDARD).list())
                    .isEmpty();
            assertThat(server.area.finishing().list()).isEmpty();
        }
    }

    private static byte[] content(int seed, int bytes) {
        byte[] data = new byte[bytes];
        new Random(seed).nextBytes(data);
        return data;
    }
}
