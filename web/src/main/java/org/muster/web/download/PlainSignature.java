package org.muster.web.download;

import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import org.muster.common.config.RedirectConfig;

/**
 * The plain way to sign: {@code URL/PATH?expires=T&signature=S}, with T in Unix seconds and S the HMAC-SHA256 of the text
 * {@code /PATH-OF-THE-URL/PATH\nT} under the secret, in lower-case hexadecimal. Whoever has the secret can check it;
 * nginx, caches and small scripts can.
 */
final class PlainSignature implements SignedAddresses {
    private final RedirectConfig config;

    PlainSignature(RedirectConfig config) {
        this.config = config;
    }

    @Override
    public URI of(String path, Instant now) {
        URI address = SignedAddresses.unsigned(config.url(), path);
        long expires = now.getEpochSecond() + config.validSeconds();
        return URI.create(address + "?expires=" + expires + "&signature="
                + signature(config.secret(), address.getRawPath(), expires));
    }

    /**
     * The signature of a path.
     *
     * @param path as it stands in the request line, with the slash at its beginning and without the query
     * @param expires Unix seconds
     */
    static String signature(String secret, String path, long expires) {
        return HexFormat.of().formatHex(Hmac.sha256(Hmac.utf8(secret), path + "\n" + expires));
    }
}
