package org.muster.common.config;

import java.net.URI;

/**
 * Another place that has the files of the download areas under the same paths, such as an object store; clients are sent
 * there with an address that is signed and expires.
 *
 * @param url what the paths are appended to, for example {@code https://store.example/bucket}
 * @param secret what addresses are signed with
 * @param validSeconds how long an address is good, default 3600; with {@code accessKey} at most a week
 * @param accessKey name of the secret at a store that takes signatures of Amazon S3's kind (version 4); left out, the
 *     address is signed with {@code expires} and {@code signature}
 * @param region the region in such a signature, default {@code us-east-1}
 */
public record RedirectConfig(URI url, String secret, int validSeconds, String accessKey, String region) {
    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 24 * HOUR;

    public RedirectConfig {
        Setting.require("downloads.redirect.url", url);
        Setting.require("downloads.redirect.secret", secret);
        validSeconds = Setting.orDefault(validSeconds, HOUR);
        region = region == null || region.isBlank() ? "us-east-1" : region;
        Setting.atLeast("downloads.redirect.validSeconds", validSeconds, 1);
        Setting.atMost("downloads.redirect.validSeconds", validSeconds, WEEK);
        if (url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "downloads.redirect.url must be http(s)://host[:port][/path], is " + url);
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "signed redirect to " + url;
    }
}
