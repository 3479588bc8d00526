package org.muster.web.download;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The headers of a download request that decide how much of the file is sent (RFC 9110 §13 and §14). A header that
 * comes on several lines is one list.
 *
 * @param range the {@code Range} header
 * @param ifRange the {@code If-Range} header: an entity tag or an HTTP date
 * @param ifMatch the {@code If-Match} header: {@code *} or entity tags
 * @param ifUnmodifiedSince the {@code If-Unmodified-Since} header: an HTTP date
 * @param ifNoneMatch the {@code If-None-Match} header: {@code *} or entity tags
 * @param ifModifiedSince the {@code If-Modified-Since} header: an HTTP date
 */
record DownloadConditions(
        Optional<String> range,
        Optional<String> ifRange,
        Optional<String> ifMatch,
        Optional<String> ifUnmodifiedSince,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince) {

    /**
     * Reads them.
     *
     * @param head for HEAD, which a range has no meaning for (RFC 9110 §14.2)
     */
    static DownloadConditions of(HttpFields headers, boolean head) {
        return new DownloadConditions(
                head ? Optional.empty() : header(headers, HttpHeader.RANGE),
                head ? Optional.empty() : header(headers, HttpHeader.IF_RANGE),
                header(headers, HttpHeader.IF_MATCH),
                header(headers, HttpHeader.IF_UNMODIFIED_SINCE),
                header(headers, HttpHeader.IF_NONE_MATCH),
                header(headers, HttpHeader.IF_MODIFIED_SINCE));
    }

    private static Optional<String> header(HttpFields headers, HttpHeader name) {
        String together = String.join(",", headers.getValuesList(name));
        return headers.contains(name) ? Optional.of(together) : Optional.empty();
    }
}
