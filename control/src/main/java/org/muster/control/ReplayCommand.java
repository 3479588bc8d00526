package org.muster.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster replay FILE}: sends a request that was kept because it was slow or failed. */
@Command(
        name = "replay",
        description = "Sends a kept request again and shows the answer and how long it took.",
        footer = {
            "",
            "Slow and failed requests are kept when http.management.captureDirectory is set. A request that a",
            "client sent does again what it did: better to send it to a copy of the project.",
            "Example:  bin/muster replay captures/20261126T101500.000-slow-1834ms.http --to http://127.0.0.1:8081"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Set<String> OF_CONNECTION = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "expect",
            "upgrade",
            "http2-settings");
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    @Parameters(paramLabel = "FILE", description = "the kept request")
    private Path file;

    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "scheme, host and port of the daemon (default: ${DEFAULT-VALUE})")
    private URI to;

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(file);
        int head = endOfHead(whole);
        String[] lines = new String(whole, 0, head, StandardCharsets.ISO_8859_1).split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3) {
            throw notARequest();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(to.resolve(first[1]))
                .timeout(Duration.ofMinutes(5))
                .method(
                        first[0],
                        HttpRequest.BodyPublishers.ofByteArray(
                                Arrays.copyOfRange(whole, head + END_OF_HEAD.length, whole.length)));
        Arrays.stream(lines).skip(1).forEach(line -> copy(line, request));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long begun = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            System.err.printf(
                    "%d, %d bytes, %.1f ms%n",
                    answer.statusCode(), answer.body().length, (System.nanoTime() - begun) / 1e6);
            System.out.write(answer.body());
            System.out.flush();
            return answer.statusCode() < 500 ? 0 : 1;
        }
    }

    /** What belongs to the connection is the new connection's business. */
    private static void copy(String line, HttpRequest.Builder request) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon);
        if (!name.isEmpty() && !OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            request.header(name, line.substring(colon + 1).trim());
        }
    }

    private int endOfHead(byte[] whole) {
        for (int i = 0; i + END_OF_HEAD.length <= whole.length; i++) {
            if (Arrays.equals(whole, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        throw notARequest();
    }

    private UserErrorException notARequest() {
        return new UserErrorException(file + " is no kept request; those are in http.management.captureDirectory");
    }
}
