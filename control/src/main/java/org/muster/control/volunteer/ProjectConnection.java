package org.muster.control.volunteer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** HTTP as a BOINC client speaks it. Thread-safe. */
final class ProjectConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER_AGENT = "BOINC client (x86_64-pc-linux-gnu 7.20.5)";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    byte[] get(URI url) throws IOException, InterruptedException {
        return answered(client.send(request(url).GET().build(), BodyHandlers.ofByteArray()));
    }

    byte[] post(URI url, byte[] body) throws IOException, InterruptedException {
        return post(url, BodyPublishers.ofByteArray(body));
    }

    /** Posts a header and then a file's bytes. */
    byte[] post(URI url, byte[] header, Path file) throws IOException, InterruptedException {
        return post(url, BodyPublishers.concat(BodyPublishers.ofByteArray(header), BodyPublishers.ofFile(file)));
    }

    InputStream stream(URI url) throws IOException, InterruptedException {
        return answered(client.send(request(url).GET().build(), BodyHandlers.ofInputStream()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private byte[] post(URI url, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body)
                .build();
        return answered(client.send(request, BodyHandlers.ofByteArray()));
    }

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(PATIENCE).header("User-Agent", USER_AGENT);
    }

    private static <T> T answered(HttpResponse<T> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answered with HTTP status " + response.statusCode());
        }
        return response.body();
    }
}
