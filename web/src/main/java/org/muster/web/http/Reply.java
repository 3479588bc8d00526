package org.muster.web.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param status HTTP status
 * @param headers header fields, among them {@code Content-Type}
 * @param body text, sent as UTF-8
 * @param delay how long to wait before it is sent; the waiting holds no thread
 */
public record Reply(int status, Map<String, String> headers, String body, Duration delay) {

    /** What a page may load and be loaded by: its own style sheet and pictures, nothing else, no script. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** An HTML page that changes from moment to moment. */
    public static Reply html(int status, String body) {
        return new Reply(
                status,
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Cache-Control", "no-cache",
                        "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                        "Referrer-Policy", "no-referrer",
                        "X-Content-Type-Options", "nosniff"),
                body,
                Duration.ZERO);
    }

    /** An XML document that nobody may keep: replies to RPCs hold keys of accounts. */
    public static Reply xml(String body) {
        return text("text/xml", "no-store", body);
    }

    /** A JSON document that changes from moment to moment. */
    public static Reply json(String body) {
        return text("application/json", "no-cache", body);
    }

    /** A file that never changes under its address. */
    public static Reply lasting(String contentType, String body) {
        return text(contentType, "public, max-age=31536000, immutable", body);
    }

    private static Reply text(String contentType, String caching, String body) {
        return new Reply(
                200,
                Map.of("Content-Type", contentType, "Cache-Control", caching, "X-Content-Type-Options", "nosniff"),
                body,
                Duration.ZERO);
    }

    /** The same with one more header field. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, delay);
    }

    /** The same, sent later. */
    public Reply after(Duration wait) {
        return new Reply(status, headers, body, wait);
    }
}
