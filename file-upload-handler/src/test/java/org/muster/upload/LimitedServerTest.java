package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileDigest;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.UploadCertificate;

/**
 * A server with a small heap, on a disk that takes no file beyond a limit: in blocks of 512 bytes, by the operating system.
 */
class LimitedServerTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int HEAP = 32;
    private static final int LARGEST_FILE = 56;
    private static final byte[] BLOCK = "0123456789abcdef".repeat(MEBIBYTE / 16).getBytes(US_ASCII);

    @TempDir
    Path project;

    @Test
    void files_larger_than_the_heap_pass_through_and_a_full_disk_keeps_what_fitted() throws Exception {
        try (UploadServerProcess server = UploadServerProcess.start(
                project, HEAP, 1, "sh", "-c", "ulimit -f " + LARGEST_FILE * (MEBIBYTE / 512) + "; exec \"$@\"", "sh")) {
            UploadClient client = server.client();

            assertThat(upload(client, "larger_than_the_heap", 48).status()).isZero();
            assertThat(client.size("larger_than_the_heap").fileSize()).isEqualTo(48L * MEBIBYTE);

            UploadClient.Answer full = upload(client, "larger_than_the_disk", 60);
            assertThat(full.status()).isEqualTo(1);
            assertThat(full.message()).contains("the server cannot write the file now");
            assertThat(client.size("larger_than_the_disk").fileSize()).isEqualTo((long) LARGEST_FILE * MEBIBYTE);

            assertThat(upload(client, "after_that", 1).status()).isZero();
        }
    }

    private UploadClient.Answer upload(UploadClient client, String name, int mebibytes) throws IOException {
        MessageDigest md5 = FileDigest.newMd5();
        for (int i = 0; i < mebibytes; i++) {
            md5.update(BLOCK);
        }
        long bytes = (long) mebibytes * MEBIBYTE;
        byte[] head = new UploadHeader(name, bytes)
                .md5(HexFormat.of().formatHex(md5.digest()))
                .maxBytes(bytes)
                .signature(new UploadCertificate(name, bytes)
                        .sign(new KeyDirectory(project.resolve("keys")).readUploadPrivate()))
                .with(new byte[0]);
        try (Socket socket = client.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(UploadClient.head(head.length + bytes).getBytes(US_ASCII));
            out.write(head);
            for (int i = 0; i < mebibytes; i++) {
                out.write(BLOCK);
            }
            return UploadClient.answer(socket.getInputStream());
        }
    }
}
