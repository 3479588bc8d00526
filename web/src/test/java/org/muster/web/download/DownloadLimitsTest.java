package org.muster.web.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DownloadsConfig;
import org.muster.common.config.RedirectConfig;
import org.muster.web.RunningWeb;

/** Limits and redirects, over HTTP. What a limit comes to in time is in {@link SharedRateTest}. */
final class DownloadLimitsTest {
    private static final String SECRET = "between the two of us";
    private static final Pattern SIGNED = Pattern.compile("expires=([0-9]+)&signature=([0-9a-f]{64})");

    @TempDir
    Path directory;

    private byte[] content;

    @BeforeEach
    void publish() throws IOException {
        content = new byte[300_000];
        new Random(5).nextBytes(content);
        Files.createDirectories(directory.resolve("download/3e7"));
        Files.write(directory.resolve("download/3e7/input.dat"), content);
    }

    @Test
    void a_limited_download_is_slower_but_the_same() throws IOException {
        try (RunningWeb web = start(new DownloadsConfig(80, 20, 0, 0, null))) {
            assertThat(web.bytes("download/3e7/input.dat").body()).isEqualTo(content);
            assertThat(web.bytes("download/3e7/input.dat", "Range", "bytes=299990-")
                            .body())
                    .hasSize(10);
        }
    }

    @Test
    void who_comes_when_all_places_are_taken_is_told_when_to_come_back() throws Exception {
        Files.write(directory.resolve("download/large"), new byte[20_000_000]);
        try (RunningWeb web = start(new DownloadsConfig(0, 0, 1, 45, null));
                Socket slow = web.connect()) {
            slow.getOutputStream().write("GET /muster/download/large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            slow.getInputStream().readNBytes(100);

            HttpResponse<String> turnedAway = web.get("download/3e7/input.dat");
            assertThat(turnedAway.statusCode()).isEqualTo(503);
            assertThat(turnedAway.headers().firstValue("retry-after")).contains("45");
            assertThat(turnedAway.headers().firstValue("cache-control")).contains("no-store");

            slow.close();
            Instant deadline = Instant.now().plusSeconds(30);
            while (web.get("download/3e7/input.dat").statusCode() == 503) {
                assertThat(Instant.now()).as("the place is free again").isBefore(deadline);
                Thread.sleep(20);
            }
            assertThat(web.bytes("download/3e7/input.dat").body()).isEqualTo(content);
        }
    }

    @Test
    void answers_of_every_kind_give_their_places_back() throws IOException {
        try (RunningWeb web = start(new DownloadsConfig(0, 0, 1, 0, null))) {
            for (int i = 0; i < 3; i++) {
                assertThat(web.get("download/3e7/missing.dat").statusCode()).isEqualTo(404);
                assertThat(web.get("download/3e7/input.dat", "Range", "bytes=300000-")
                                .statusCode())
                        .isEqualTo(416);
                assertThat(web.get("download/3e7/input.dat", "If-None-Match", "*")
                                .statusCode())
                        .isEqualTo(304);
                assertThat(web.get("download/3e7/input.dat", "If-Match", "\"x\"")
                                .statusCode())
                        .isEqualTo(412);
                assertThat(web.ask("HEAD", "download/3e7/input.dat").statusCode())
                        .isEqualTo(200);
            }
            assertThat(web.bytes("download/3e7/input.dat").body()).isEqualTo(content);
        }
    }

    @Test
    void clients_are_sent_to_a_store_that_can_check_the_signature() throws Exception {
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/bucket/", this::answerIfSigned);
        store.start();
        String place = "http://127.0.0.1:" + store.getAddress().getPort() + "/bucket";
        try (RunningWeb web = start(new DownloadsConfig(
                        0, 0, 0, 0, new RedirectConfig(URI.create(place), SECRET, 60, null, null)));
                HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            HttpResponse<String> redirect = web.get("download/3e7/input.dat");
            assertThat(redirect.statusCode()).isEqualTo(302);
            assertThat(redirect.headers().firstValue("cache-control")).contains("no-store");
            String location = redirect.headers().firstValue("location").orElseThrow();
            assertThat(location).startsWith(place + "/3e7/input.dat?expires=");

            assertThat(fetch(client, URI.create(web.master() + "download/3e7/input.dat"))
                            .body())
                    .isEqualTo(content);
            assertThat(fetch(client, URI.create(location.replace("3e7/input.dat", "3e7/other.dat")))
                            .statusCode())
                    .as("a signature is good for one file")
                    .isEqualTo(403);
            assertThat(fetch(client, URI.create(location.replaceFirst("expires=[0-9]+", "expires=99999999999")))
                            .statusCode())
                    .as("and for its time")
                    .isEqualTo(403);
            assertThat(web.get("download/3e7/..%2fsecret").statusCode()).isIn(400, 404);
            assertThat(web.get("download/3e7/.hidden").statusCode()).isEqualTo(404);
        } finally {
            store.stop(0);
        }
    }

    private void answerIfSigned(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher signed = SIGNED.matcher(query == null ? "" : query);
        String path = exchange.getRequestURI().getRawPath();
        boolean good = signed.matches()
                && Long.parseLong(signed.group(1)) >= Instant.now().getEpochSecond()
                && signed.group(2).equals(PlainSignature.signature(SECRET, path, Long.parseLong(signed.group(1))));
        byte[] body = good
                ? Files.readAllBytes(directory.resolve("download").resolve(path.substring("/bucket/".length())))
                : new byte[] {'n', 'o'};
        exchange.sendResponseHeaders(good ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static HttpResponse<byte[]> fetch(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private RunningWeb start(DownloadsConfig downloads) throws IOException {
        return RunningWeb.start(directory, UnaryOperator.identity(), downloads);
    }
}
