package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.files.DigestFile;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.web.RunningWeb;

/** Downloads over real sockets. No database is there: the download area needs none. */
final class DownloadTest {
    private static final byte[] CONTENT = randomBytes(3_000_000);
    private static final byte[] APPLICATION = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path directory;

    private static RunningWeb web;
    private static String address;

    @BeforeAll
    static void publish() throws IOException {
        web = RunningWeb.start(directory, new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "", "", 1));
        FileArea area = new FileArea(web.downloads(), new FanOut(1024));
        area.write("input.dat", out -> out.write(CONTENT));
        address = "download/3e7/input.dat";
        Files.write(web.downloads().resolve("app_1.00"), APPLICATION);
        Files.write(web.downloads().resolve("3e7/input.dat.gz"), new byte[] {31, -117, 8, 0});
        Files.write(web.downloads().resolve("3e7/.part-0011223344556677"), CONTENT);
        DigestFile.write(Files.createFile(web.downloads().resolve("3e7/empty.dat")), FileDigest.of(new byte[0]));
        Files.writeString(directory.resolve("secret.txt"), "the hidden words");
        Files.createSymbolicLink(web.downloads().resolve("3e7/link.dat"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(web.downloads().resolve("abc"), directory);
        Files.createSymbolicLink(
                web.downloads().resolve("alias_1.00"), web.downloads().resolve("app_1.00"));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void a_file_is_sent_whole_with_its_length_and_for_ever() {
        HttpResponse<byte[]> reply = web.bytes(address, "Accept-Encoding", "deflate, gzip, br, zstd");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(CONTENT);
        assertThat(header(reply, "content-length")).isEqualTo("3000000");
        assertThat(header(reply, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(reply, "cache-control")).contains("immutable").contains("no-transform");
        assertThat(header(reply, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(reply, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(reply.headers().firstValue("content-encoding")).isEmpty();
        assertThat(reply.headers().firstValue("transfer-encoding")).isEmpty();
    }

    @Test
    void files_of_application_versions_lie_at_the_top() {
        assertThat(web.bytes("download/app_1.00").body()).isEqualTo(APPLICATION);
        assertThat(web.bytes("download/alias_1.00").body())
                .as("a link that stays inside the area")
                .isEqualTo(APPLICATION);
    }

    @Test
    void the_compressed_twin_is_sent_as_it_lies_there() {
        HttpResponse<byte[]> reply = web.bytes("download/3e7/input.dat.gz", "Accept-Encoding", "gzip");

        assertThat(reply.body()).isEqualTo(new byte[] {31, -117, 8, 0});
        assertThat(reply.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void a_broken_download_goes_on_where_it_was() {
        HttpResponse<byte[]> reply =
                web.bytes(address, "Range", "bytes=1495000-", "Accept-Encoding", "deflate, gzip, br, zstd");

        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(header(reply, "content-range")).isEqualTo("bytes 1495000-2999999/3000000");
        assertThat(header(reply, "content-length")).isEqualTo("1505000");
        assertThat(reply.headers().firstValue("content-encoding")).isEmpty();
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_495_000, 3_000_000));
    }

    @Test
    void parts_put_together_are_the_file() throws IOException {
        Random random = new Random(4711);
        Path joined = Files.createTempFile(directory, "joined", ".dat");
        long offset = 0;
        while (offset < CONTENT.length) {
            long last = Math.min(CONTENT.length - 1, offset + random.nextInt(700_000));
            HttpResponse<byte[]> reply = web.bytes(address, "Range", "bytes=" + offset + "-" + last);
            assertThat(reply.statusCode()).isEqualTo(206);
            Files.write(joined, reply.body(), StandardOpenOption.APPEND);
            offset = last + 1;
        }
        assertThat(Files.readAllBytes(joined)).isEqualTo(CONTENT);
    }

    @Test
    void the_end_of_a_file_can_be_asked_for() {
        HttpResponse<byte[]> reply = web.bytes(address, "Range", "bytes=-5");

        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 2_999_995, 3_000_000));
    }

    @Test
    void a_range_behind_the_end_is_416_and_says_how_long_the_file_is() {
        HttpResponse<byte[]> reply = web.bytes(address, "Range", "bytes=3000000-");

        assertThat(reply.statusCode()).isEqualTo(416);
        assertThat(header(reply, "content-range")).isEqualTo("bytes */3000000");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void a_range_that_makes_no_sense_gets_the_whole_file() {
        assertThat(web.bytes("download/app_1.00", "Range", "bytes=5-2").body()).isEqualTo(APPLICATION);
        assertThat(web.bytes("download/app_1.00", "Range", "bytes=0-0,2-2").statusCode())
                .isEqualTo(200);
    }

    @Test
    void head_tells_everything_and_sends_nothing() {
        HttpResponse<String> reply = web.ask("HEAD", address);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(header(reply, "content-length")).isEqualTo("3000000");
        assertThat(header(reply, "etag")).startsWith("\"");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void who_has_the_file_already_gets_304_by_tag_and_by_date() {
        HttpResponse<byte[]> first = web.bytes(address);

        assertThat(web.get(address, "If-None-Match", header(first, "etag")).statusCode())
                .isEqualTo(304);
        HttpResponse<String> byDate = web.get(address, "If-Modified-Since", header(first, "last-modified"));
        assertThat(byDate.statusCode()).isEqualTo(304);
        assertThat(header(byDate, "etag")).isEqualTo(header(first, "etag"));
        assertThat(byDate.body()).isEmpty();
    }

    @Test
    void a_file_that_is_meant_to_have_no_bytes_is_a_file() {
        HttpResponse<byte[]> reply = web.bytes("download/3e7/empty.dat");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(header(reply, "content-length")).isEqualTo("0");
        assertThat(web.bytes("download/3e7/empty.dat", "Range", "bytes=0-").statusCode())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3e7/missing.dat",
                "missing",
                "",
                "3e7",
                "3e7/",
                "3e7/.part-0011223344556677",
                "3e7/%2epart-0011223344556677",
                "3e7/link.dat",
                "abc/secret.txt",
                "3e7/x/input.dat",
                "zzz/input.dat",
                "3E7/input.dat",
                "3e7//input.dat",
                "3e7/input.dat%00",
                "3e7/input.dat%0a",
                "3e7/input%25dat"
            })
    void what_is_not_a_finished_file_of_the_area_is_404(String below) {
        HttpResponse<String> reply = web.get("download/" + below);

        assertThat(reply.statusCode()).isIn(404, 400);
        assertThat(reply.body()).doesNotContain("hidden words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/muster/download/../secret.txt",
                "/muster/download/%2e%2e/secret.txt",
                "/muster/download/..%2fsecret.txt",
                "/muster/download/..%252fsecret.txt",
                "/muster/download/%252e%252e/secret.txt",
                "/muster/download/3e7/../../secret.txt",
                "/muster/download/3e7/..%2f..%2fsecret.txt",
                "/muster/download/3e7/%2e%2e%2f%2e%2e%2fsecret.txt",
                "/muster/download/.%2e/secret.txt",
                "/muster/download/..;/secret.txt",
                "/muster/download/..\\secret.txt",
                "/muster/download/..%5csecret.txt",
                "/muster/download//../secret.txt",
                "/muster/download/./../secret.txt",
                "/muster/download/%c0%ae%c0%ae/secret.txt",
                "/muster/download/\u00c0\u00ae\u00c0\u00ae/secret.txt",
                "/muster/download/3e7/link.dat",
                "/muster/download/abc/secret.txt",
                "/muster/download/3e7/..",
                "/muster/download//etc/passwd",
                "/muster/download/%2fetc%2fpasswd",
                "http://127.0.0.1/muster/download/../secret.txt",
                "/../../../../etc/passwd",
                "/muster/download/3e7/input.dat%00.txt",
                "*"
            })
    void no_path_leads_out_of_the_area(String path) throws IOException {
        String reply = web.raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        assertThat(reply)
                .startsWith("HTTP/1.1 4")
                .doesNotContain("hidden words")
                .doesNotContain("root:");
    }

    @Test
    void files_are_only_fetched() {
        HttpResponse<String> reply = web.ask("PUT", address);

        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(header(reply, "allow")).isEqualTo("GET, HEAD");
        assertThat(web.ask("DELETE", address).statusCode()).isEqualTo(405);
        assertThat(web.bytes(address).body()).isEqualTo(CONTENT);
    }

    @Test
    void a_file_that_is_deleted_while_it_is_sent_is_sent_to_its_end() throws IOException {
        byte[] large = randomBytes(16_000_000);
        Files.write(web.downloads().resolve("doomed"), large);
        try (Socket socket = web.connect()) {
            socket.getOutputStream()
                    .write("GET /muster/download/doomed HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] head = in.readNBytes(1000);
            Files.delete(web.downloads().resolve("doomed"));
            byte[] rest = in.readAllBytes();

            int begin = new String(head, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            assertThat(head.length - begin + rest.length).isEqualTo(large.length);
            assertThat(Arrays.copyOfRange(rest, rest.length - 1000, rest.length))
                    .isEqualTo(Arrays.copyOfRange(large, large.length - 1000, large.length));
        }
    }

    @Test
    void a_client_that_goes_away_leaves_no_file_open() throws Exception {
        byte[] large = randomBytes(16_000_000);
        Path file = web.downloads().resolve("abandoned");
        Files.write(file, large);
        for (int i = 0; i < 10; i++) {
            try (Socket socket = web.connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write("GET /muster/download/abandoned HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readNBytes(100);
            }
        }
        Instant deadline = Instant.now().plusSeconds(20);
        while (openedHere(file) > 0) {
            assertThat(Instant.now()).as("files still open").isBefore(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void many_slow_clients_at_once_all_get_the_same_bytes() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                Socket socket = web.connect();
                sockets.add(socket);
                socket.getOutputStream()
                        .write(("GET /muster/" + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(web.bytes("download/app_1.00").body())
                    .as("a quick one beside a hundred that do not read yet")
                    .isEqualTo(APPLICATION);
            List<Future<byte[]>> replies = new ArrayList<>();
            for (Socket socket : sockets) {
                replies.add(readers.submit(() -> socket.getInputStream().readAllBytes()));
            }
            for (Future<byte[]> reply : replies) {
                byte[] all = reply.get();
                assertThat(Arrays.equals(all, all.length - CONTENT.length, all.length, CONTENT, 0, CONTENT.length))
                        .isTrue();
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static long openedHere(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(link -> pointsTo(link, file)).count();
        }
    }

    private static boolean pointsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static String header(HttpResponse<?> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
