package org.muster.web.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * How the site is reached.
 *
 * @param authority host and port of the master URL, as browsers name them
 * @param secure true when browsers reach it over TLS, so that cookies are for TLS only
 * @param behindProxy true when a proxy of the operator's stands before it and says where requests come from
 */
public record SiteSettings(String authority, boolean secure, boolean behindProxy) {
    /** Reached directly, over plain HTTP. */
    public static final SiteSettings PLAIN = new SiteSettings("", false, false);

    /** Browsers that have come over TLS once do not come without it again; over plain HTTP they overlook it. */
    static final String TLS_FOR_A_YEAR = "max-age=31536000";

    static final Duration BROWSER_KEPT = Duration.ofDays(30);

    /** The settings of a project. */
    public static SiteSettings of(URI masterUrl, boolean behindProxy) {
        return new SiteSettings(masterUrl.getAuthority(), "https".equals(masterUrl.getScheme()), behindProxy);
    }

    /**
     * Where a request comes from. Of what proxies added only the last entry counts, which is the operator's own: the
     * others may have been invented by the sender.
     */
    String sender(Request request) {
        List<String> forwarded = behindProxy ? request.getHeaders().getValuesList("X-Forwarded-For") : List.of();
        String[] entries =
                forwarded.isEmpty() ? new String[0] : forwarded.getLast().split(",");
        return entries.length == 0 ? Request.getRemoteAddr(request) : entries[entries.length - 1].strip();
    }

    /** False when the browser says that another site's page made it send this. */
    boolean isOurs(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || origin.equals("null")) {
            return true;
        }
        String from = origin.substring(origin.indexOf("//") + 2);
        return from.equalsIgnoreCase(authority)
                || from.equalsIgnoreCase(request.getHeaders().get(HttpHeader.HOST));
    }
}
