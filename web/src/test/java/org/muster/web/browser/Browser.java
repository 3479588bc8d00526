package org.muster.web.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.common.embedded.Trees;

/** Debian's Chromium without a screen, led by its DevTools protocol. One page. */
public final class Browser implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    /**
     * Starts it.
     *
     * @param profile a new directory for what it keeps
     */
    public Browser(Path profile) throws IOException, InterruptedException {
        this.profile = profile;
        Files.createDirectories(profile);
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.toAbsolutePath(),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(page(), new Answers())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        call("Page.enable", Map.of());
    }

    /** Where its first page is led; it writes its port into a file of the profile. */
    private URI page() throws IOException, InterruptedException {
        Path port = profile.resolve("DevToolsActivePort");
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            List<String> lines = Files.exists(port) ? Files.readAllLines(port) : List.of();
            if (lines.size() >= 2) {
                HttpRequest list = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + lines.getFirst() + "/json/list"))
                        .timeout(PATIENCE)
                        .build();
                for (JsonNode target : JSON.readTree(
                        http.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
                    if (target.path("type").asText().equals("page")) {
                        return URI.create(target.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new IOException("Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
    }

    /** A command of the protocol and its result. */
    public JsonNode call(String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        ObjectNode command = JSON.createObjectNode().put("id", number).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        socket.sendText(command.toString(), true).join();
        JsonNode message =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    /** Goes to an address. */
    public void open(String address) {
        call("Page.navigate", Map.of("url", address));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** The value of an expression. */
    public JsonNode value(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** What an element shows, its blanks as one. */
    public String text(String selector) {
        return value("(document.querySelector('" + selector + "')?.innerText ?? '').replace(/\\s+/g, ' ')")
                .asText();
    }

    /** Returns once an expression is true. */
    public void until(String expression) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!value("Boolean(" + expression + ")").asBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("waited in vain for " + expression + "; the page says: " + text("body"));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Gives the browser a cookie, as the site would. */
    public void cookie(String site, String name, String value) {
        call("Network.setCookie", Map.of("url", site, "name", name, "value", value, "httpOnly", true));
    }

    /** A screen of a width, light or dark. */
    public void screen(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** A picture of the whole page. */
    public void picture(Path file) throws IOException {
        JsonNode taken = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(taken.get("data").asText()));
    }

    @Override
    public void close() throws InterruptedException {
        socket.abort();
        http.shutdownNow();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        Trees.delete(profile);
    }

    /** Gives each answer to who waits for it. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    JsonNode message = JSON.readTree(text.toString());
                    CompletableFuture<JsonNode> answer =
                            waiting.remove(message.path("id").asInt());
                    if (answer != null) {
                        answer.complete(message);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("Chromium does not speak JSON", e);
                } finally {
                    text.setLength(0);
                }
            }
            from.request(1);
            return null;
        }
    }
}
