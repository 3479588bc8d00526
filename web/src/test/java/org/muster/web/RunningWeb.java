package org.muster.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.config.DownloadsConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.HttpConfig;
import org.muster.common.config.KeysConfig;
import org.muster.common.config.MusterConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.config.WebConfig;
import org.muster.common.daemon.Daemon;
import org.muster.common.daemon.DaemonContext;
import org.muster.common.daemon.DaemonStatus;
import org.muster.common.daemon.JettyListeners;
import org.muster.common.daemon.Shard;
import org.muster.common.embedded.FreePorts;
import org.muster.common.store.Database;

/** The web daemon on a port of its own, and a browser to ask it with. Wrong guesses wait {@link #WRONG_GUESS}. */
public final class RunningWeb implements AutoCloseable {
    public static final Duration WRONG_GUESS = Duration.ofMillis(300);

    private final Path project;
    private final int port;
    private final Database work;
    private final JettyListeners listeners;
    private final Daemon daemon;
    private final HttpClient browser = HttpClient.newHttpClient();

    private RunningWeb(Path project, String longName, DatabaseConfig database, UnaryOperator<MusterConfig> settings)
            throws IOException {
        this.project = project;
        this.port = FreePorts.next();
        this.work = Database.open(database, "web-test");
        this.listeners = new JettyListeners("127.0.0.1");
        this.daemon = Main.create(
                new DaemonContext(
                        settings.apply(config(longName, database)),
                        work,
                        () -> {
                            throw new IllegalStateException("the web daemon has no business in the science database");
                        },
                        InstantSource.system(),
                        listeners,
                        new SimpleMeterRegistry(),
                        Shard.ALL),
                WRONG_GUESS);
        daemon.start();
        listeners.start();
    }

    /** A project in an empty directory. */
    public static RunningWeb start(Path project, String longName, DatabaseConfig database) throws IOException {
        Files.createDirectories(project.resolve("download"));
        return new RunningWeb(project, longName, database, UnaryOperator.identity());
    }

    /** A project whose pages are set up in another way. */
    public static RunningWeb start(Path project, DatabaseConfig database, WebConfig pages) throws IOException {
        return start(project, database, config -> config.withWeb(pages));
    }

    /** A project with other settings. */
    public static RunningWeb start(Path project, DatabaseConfig database, UnaryOperator<MusterConfig> settings)
            throws IOException {
        Files.createDirectories(project.resolve("download"));
        return new RunningWeb(project, "Test Project", database, settings);
    }

    /** A project without a database whose files are elsewhere or handed out in another way. */
    public static RunningWeb start(Path project, UnaryOperator<FilesConfig> files, DownloadsConfig downloads)
            throws IOException {
        Files.createDirectories(project.resolve("download"));
        DatabaseConfig none = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/none", "", "", 1);
        return new RunningWeb(
                project,
                "Test Project",
                none,
                config -> new MusterConfig(
                        config.project(),
                        config.database(),
                        null,
                        files.apply(config.files()),
                        config.keys(),
                        config.http(),
                        null,
                        null,
                        null,
                        downloads));
    }

    /** Waits until the daemon says of itself what is expected. */
    public void statusUntil(Predicate<DaemonStatus> expected) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!expected.test(daemon.status())) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain, last was: " + daemon.status());
            }
            Thread.sleep(20);
        }
    }

    public static RunningWeb start(Path project, DatabaseConfig database) throws IOException {
        return start(project, "Test Project", database);
    }

    private MusterConfig config(String longName, DatabaseConfig database) {
        return new MusterConfig(
                new ProjectConfig("test", longName, project, URI.create(master()), null, null, null),
                database,
                null,
                new FilesConfig(downloads(), project.resolve("upload"), null, project, project.resolve("archives")),
                new KeysConfig(project.resolve("keys"), false),
                new HttpConfig(null, port, 0, 0),
                null,
                null,
                null);
    }

    public String master() {
        return "http://127.0.0.1:" + port + "/muster/";
    }

    public Path project() {
        return project;
    }

    public Path downloads() {
        return project.resolve("download");
    }

    /** What a GET of an address below the master URL answers; redirects are not followed. */
    public HttpResponse<String> get(String address, String... headers) {
        return send(request("muster/" + address, headers).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a GET answers once it answers so; a slow machine may need more than the moment a page waits for it. */
    public String getUntil(String address, Predicate<String> expected) {
        Instant deadline = Instant.now().plusSeconds(60);
        String body = get(address).body();
        while (!expected.test(body)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain at " + address + ", last was: " + body);
            }
            body = get(address).body();
        }
        return body;
    }

    /** The same, as bytes. */
    public HttpResponse<byte[]> bytes(String address, String... headers) {
        return send(request("muster/" + address, headers).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Another method on an address below the master URL. */
    public HttpResponse<String> ask(String method, String address) {
        return send(
                request("muster/" + address)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What a GET of any path of the port answers. */
    public HttpResponse<String> getPath(String path) {
        return send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Everything that comes back for bytes sent as they are. */
    public String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A connection to the web port. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(Duration.ofSeconds(120));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return browser.send(request, body);
        } catch (IOException e) {
            throw new IllegalStateException(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        listeners.close();
        daemon.stop();
        work.close();
    }
}
