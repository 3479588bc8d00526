package org.muster.web.download;

import java.util.Optional;

/**
 * The headers of a download request that decide how much of the file is sent (RFC 9110 §13 and §14).
 *
 * @param range the {@code Range} header
 * @param ifRange the {@code If-Range} header: an entity tag or an HTTP date
 * @param ifNoneMatch the {@code If-None-Match} header: {@code *} or entity tags
 * @param ifModifiedSince the {@code If-Modified-Since} header: an HTTP date
 */
record DownloadConditions(
        Optional<String> range,
        Optional<String> ifRange,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince) {

    /** The conditions of a request that wants all of the file, whatever it already has. */
    static final DownloadConditions NONE =
            new DownloadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
