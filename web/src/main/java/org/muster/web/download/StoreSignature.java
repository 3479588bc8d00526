package org.muster.web.download;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.muster.common.config.RedirectConfig;

/**
 * Pre-signed addresses as object stores of Amazon S3's kind take them: Signature Version 4 with query parameters, for a
 * GET, the host the only signed header.
 */
final class StoreSignature implements SignedAddresses {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DATE_DIGITS = 8;

    private final RedirectConfig config;

    StoreSignature(RedirectConfig config) {
        this.config = config;
    }

    @Override
    public URI of(String path, Instant now) {
        URI address = SignedAddresses.unsigned(config.url(), path);
        String moment = MOMENT.format(now);
        String date = moment.substring(0, DATE_DIGITS);
        String scope = date + "/" + config.region() + "/" + SERVICE + "/aws4_request";
        String query = "X-Amz-Algorithm=" + ALGORITHM
                + "&X-Amz-Credential=" + URLEncoder.encode(config.accessKey() + "/" + scope, StandardCharsets.UTF_8)
                + "&X-Amz-Date=" + moment
                + "&X-Amz-Expires=" + config.validSeconds()
                + "&X-Amz-SignedHeaders=host";
        String request = "GET\n" + address.getRawPath() + "\n" + query + "\nhost:" + address.getRawAuthority()
                + "\n\nhost\nUNSIGNED-PAYLOAD";
        String toSign = ALGORITHM + "\n" + moment + "\n" + scope + "\n" + sha256(request);
        return URI.create(
                address + "?" + query + "&X-Amz-Signature=" + HexFormat.of().formatHex(Hmac.sha256(key(date), toSign)));
    }

    private byte[] key(String date) {
        byte[] ofDate = Hmac.sha256(Hmac.utf8("AWS4" + config.secret()), date);
        byte[] ofRegion = Hmac.sha256(ofDate, config.region());
        return Hmac.sha256(Hmac.sha256(ofRegion, SERVICE), "aws4_request");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
