package org.muster.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.UrlEncoded;

/** Reads the fields of a form that was sent. */
final class SentForm {
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_FIELDS = 1000;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private SentForm() {}

    /**
     * The first value of each field; nothing when what was sent is no form, is larger than 64 KiB or cannot be decoded.
     */
    static Optional<Map<String, String>> read(Request request) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE) || request.getLength() > LARGEST) {
            return Optional.empty();
        }
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? Optional.empty() : decoded(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static Optional<Map<String, String>> decoded(String text) {
        try {
            Map<String, String> form = new HashMap<>();
            UrlEncoded.decodeTo(
                    text,
                    (name, value) -> form.putIfAbsent(name, value == null ? "" : value),
                    StandardCharsets.UTF_8,
                    MOST_FIELDS);
            return Optional.of(form);
        } catch (RuntimeException notDecodable) {
            return Optional.empty();
        }
    }
}
