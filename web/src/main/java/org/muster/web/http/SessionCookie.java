package org.muster.web.http;

import java.time.Duration;

/** The cookies that browsers keep for us: no script reads them, and no other site's form or picture sends them. */
public final class SessionCookie {
    /** Holds a volunteer's session. */
    public static final String VOLUNTEER = "muster_session";
    /** Holds an administrator's session. */
    public static final String ADMINISTRATOR = "muster_admin";

    private SessionCookie() {}

    /**
     * The value of a {@code Set-Cookie} field.
     *
     * @param path below which the browser sends it
     * @param secure true to have it sent over TLS only
     * @param lasts how long the browser keeps it; zero to have it forgotten at once
     */
    public static String of(String name, String value, String path, boolean secure, Duration lasts) {
        return name + "=" + value + "; Path=" + path + "; Max-Age=" + lasts.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}
