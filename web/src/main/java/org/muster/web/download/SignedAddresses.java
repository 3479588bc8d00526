package org.muster.web.download;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.muster.common.config.RedirectConfig;

/** Addresses at another place, signed so that nobody else can make them, and good for some time only. Thread-safe. */
interface SignedAddresses {

    /**
     * The address of a file.
     *
     * @param path below the place's URL, without a slash at its beginning, not escaped
     * @param now the time from which on it is good
     */
    URI of(String path, Instant now);

    /** As the configuration says. */
    static SignedAddresses of(RedirectConfig config) {
        return config.accessKey() == null || config.accessKey().isBlank()
                ? new PlainSignature(config)
                : new StoreSignature(config);
    }

    /** The address without a signature; all is escaped but letters, digits, {@code - _ . ~} and slashes. */
    static URI unsigned(URI place, String path) {
        String escaped = URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        return URI.create(place.toString().replaceFirst("/+$", "") + "/" + escaped);
    }
}
