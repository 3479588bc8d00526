package org.muster.web.http;

import java.util.Map;
import org.muster.common.security.Authenticators;

/**
 * Ties a form to the browser it was shown to, so that no other site can send one in a volunteer's name. The browser
 * keeps a random text in a cookie; every form carries a digest of that text and of the sessions that the browser is in.
 * Another site can make a browser send its cookies, but it cannot read them, and so cannot write the digest.
 *
 * <p>Belongs to one request; not thread-safe.
 */
public final class BrowserKey {
    /** The cookie. */
    public static final String COOKIE = "muster_browser";
    /** The hidden field of every form. */
    public static final String FIELD = "form_key";

    private final Map<String, String> cookies;
    private final String key;
    private final boolean fresh;
    private boolean used;

    private BrowserKey(Map<String, String> cookies, String key, boolean fresh) {
        this.cookies = cookies;
        this.key = key;
        this.fresh = fresh;
    }

    /** The key that the browser sent; a new one when it has none. */
    public static BrowserKey of(Map<String, String> cookies) {
        String kept = cookies.getOrDefault(COOKIE, "");
        boolean known = kept.matches(Secrets.SHAPE);
        return new BrowserKey(cookies, known ? kept : Secrets.create(), !known);
    }

    /** What a form shown in answer to this request must carry. */
    public String formKey() {
        used = true;
        return digest();
    }

    /** Whether a form that carries this was shown to this browser, and in the sessions that it is in. */
    boolean shown(String carried) {
        return !fresh && Authenticators.same(digest(), carried);
    }

    /** The key, if the browser does not have it yet and has been shown a form that needs it; otherwise empty. */
    String toKeep() {
        return fresh && used ? key : "";
    }

    private String digest() {
        return Secrets.digest(String.join(
                "/",
                key,
                cookies.getOrDefault(SessionCookie.VOLUNTEER, ""),
                cookies.getOrDefault(SessionCookie.ADMINISTRATOR, "")));
    }
}
