package org.muster.web.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page answers.
 *
 * @param status HTTP status
 * @param headers header fields, among them {@code Content-Type}
 * @param body text, sent as UTF-8
 * @param delay how long to wait before it is sent; the waiting holds no thread
 * @param cookies what the browser is to keep, as values of {@code Set-Cookie} fields
 */
public record Reply(int status, Map<String, String> headers, String body, Duration delay, List<String> cookies) {

    /**
     * What a page may load, send its forms to and be loaded by: its own style sheet, pictures and site, nothing else, no
     * script.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Reply {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** Nothing for the browser to keep. */
    public Reply(int status, Map<String, String> headers, String body, Duration delay) {
        this(status, headers, body, delay, List.of());
    }

    /** An HTML page that changes from moment to moment. */
    public static Reply html(int status, String body) {
        return new Reply(
                status,
                Map.of(
                        "Content-Type", "text/html; charset=utf-8",
                        "Cache-Control", "no-cache",
                        "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                        "Referrer-Policy", "same-origin",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "X-Frame-Options", "DENY",
                        "X-Content-Type-Options", "nosniff"),
                body,
                Duration.ZERO);
    }

    /** Another page is to be read now: the answer to a form that was taken. */
    public static Reply seeOther(String address) {
        return html(303, "").with("Location", address).privately();
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
        return new Reply(status, more, body, delay, cookies);
    }

    /** The same, sent later. */
    public Reply after(Duration wait) {
        return new Reply(status, headers, body, wait, cookies);
    }

    /** The same, not to be kept by anybody: it is meant for one person. */
    public Reply privately() {
        return with("Cache-Control", "no-store");
    }

    /** The same with one more cookie, the value of a {@code Set-Cookie} field. */
    public Reply keeping(String cookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, headers, body, delay, more);
    }
}
