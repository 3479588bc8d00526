package org.muster.systemtests.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The line from one client to the project's schedulers. After a failure the next of them is tried. */
final class SchedulerLine {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http;
    private final List<URI> schedulers;
    private int current;

    SchedulerLine(HttpClient http, List<URI> schedulers, int first) {
        this.http = http;
        this.schedulers = schedulers;
        this.current = first % schedulers.size();
    }

    /** Asks one scheduler. */
    ReplyDocument ask(byte[] request) throws IOException, InterruptedException {
        return ask(current, request);
    }

    /** Sends the same request to the next two schedulers at the same time; returns what came back, one reply at least. */
    List<ReplyDocument> askTwice(byte[] request) throws IOException, InterruptedException {
        int other = (current + 1) % schedulers.size();
        CompletableFuture<ReplyDocument> second = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                second.complete(ask(other, request));
            } catch (IOException e) {
                second.completeExceptionally(e);
            } catch (InterruptedException e) {
                second.completeExceptionally(new IOException(e));
            }
        });
        ReplyDocument first = ask(request);
        try {
            return List.of(first, second.get());
        } catch (ExecutionException failed) {
            return List.of(first);
        }
    }

    /** Sends a file to the upload handler. */
    void upload(URI handler, byte[] request) throws IOException, InterruptedException {
        String answer = new String(post(handler, request), ISO_8859_1);
        if (!answer.contains("<status>0</status>")) {
            throw new IOException("the upload handler says " + answer);
        }
    }

    private ReplyDocument ask(int scheduler, byte[] request) throws IOException, InterruptedException {
        try {
            return ReplyDocument.read(post(schedulers.get(scheduler), request));
        } catch (IOException e) {
            current = (scheduler + 1) % schedulers.size();
            throw e;
        }
    }

    private byte[] post(URI url, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException(url + " answered with status " + response.statusCode());
        }
        return response.body();
    }
}
