package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.files.FileDigest;

/** What a stock client once sent, replayed byte for byte; only the path of the request line is ours. */
class CapturedUploadsTest {
    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource({
        "0004_01_upload_data, up_1_0_r1757028737_0, d52413623392b56fc3ac142298c8b4f0",
        "0004_04_upload_data, up_2_0_r749857413_0, 82edc1e7d43d196df0b358ae0b483a36",
    })
    void an_upload_of_a_stock_client_is_stored_and_answered_as_it_once_was(String capture, String name, String md5)
            throws IOException {
        try (UploadServer server = new UploadServer(project, false)) {
            UploadClient.Answer answer = replay(server, capture);

            assertThat(answer.body()).isEqualTo(text(capture + ".resp_body"));
            assertThat(FileDigest.of(server.finished(name))).isEqualTo(new FileDigest(md5, 16211));
        }
    }

    @Test
    void a_size_query_of_a_stock_client_is_answered_as_it_once_was() throws IOException {
        try (UploadServer server = new UploadServer(project, true)) {
            UploadClient.Answer answer = replay(server, "0004_00_upload_getsize");

            assertThat(answer.head()).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("Content-Type: text/plain");
            assertThat(answer.body()).isEqualTo(text("0004_00_upload_getsize.resp_body"));
        }
    }

    @Test
    void its_empty_signature_is_refused_where_certificates_are_required() throws IOException {
        try (UploadServer server = new UploadServer(project, true)) {
            UploadClient.Answer answer = replay(server, "0004_01_upload_data");

            assertThat(answer.head()).startsWith("HTTP/1.1 200 OK");
            assertThat(answer.status()).isEqualTo(-1);
            assertThat(answer.message()).contains("signature is missing");
            assertThat(server.finished("up_1_0_r1757028737_0")).doesNotExist();
        }
    }

    private static UploadClient.Answer replay(UploadServer server, String capture) throws IOException {
        String[] lines = text(capture + ".req_headers").strip().split("\r?\n");
        lines[0] = "POST " + UploadServer.PATH + " HTTP/1.1";
        String head = String.join("\r\n", Arrays.asList(lines)) + "\r\n\r\n";
        return server.client().exchange(head, resource(capture + ".req_body"));
    }

    private static String text(String name) throws IOException {
        return new String(resource(name), US_ASCII);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = CapturedUploadsTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }
}
