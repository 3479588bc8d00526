package org.muster.common.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * The pages of volunteers and administrators.
 *
 * @param administratorPassword opens the administrators' pages to whoever has no name of their own; at least 12 characters.
 *     Empty: only those come in whom {@code bin/muster administrator} has added
 * @param behindProxy true when a proxy of the operator's stands before the web port and names the sender in
 *     {@code X-Forwarded-For}
 * @param signUpsPerHour most new accounts from one address (of IPv6: from one /64 network), 0 for no limit, default 100
 * @param wrongPasswordsPerHour most wrong passwords for one account, and five times as many from one address, 0 for no
 *     limit, default 30
 * @param signUpClosed true when nobody makes an account but an administrator
 * @param clientsMustConsent true when a client makes an account only for somebody who agreed to the terms of use in it,
 *     while there are such terms; old clients cannot say so
 */
public record WebConfig(
        String administratorPassword,
        boolean behindProxy,
        Integer signUpsPerHour,
        Integer wrongPasswordsPerHour,
        boolean signUpClosed,
        boolean clientsMustConsent) {
    private static final int LEAST_PASSWORD = 12;

    @JsonCreator
    public WebConfig {
        administratorPassword = administratorPassword == null ? "" : administratorPassword;
        signUpsPerHour = signUpsPerHour == null ? Integer.valueOf(100) : signUpsPerHour;
        wrongPasswordsPerHour = wrongPasswordsPerHour == null ? Integer.valueOf(30) : wrongPasswordsPerHour;
        Setting.atLeast("web.signUpsPerHour", signUpsPerHour, 0);
        Setting.atLeast("web.wrongPasswordsPerHour", wrongPasswordsPerHour, 0);
        if (!administratorPassword.isEmpty() && administratorPassword.length() < LEAST_PASSWORD) {
            throw new IllegalArgumentException(
                    "web.administratorPassword must have at least " + LEAST_PASSWORD + " characters, or be left out");
        }
    }

    /** Anybody may make an account. */
    public WebConfig(
            String administratorPassword, boolean behindProxy, Integer signUpsPerHour, Integer wrongPasswordsPerHour) {
        this(administratorPassword, behindProxy, signUpsPerHour, wrongPasswordsPerHour, false, false);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "web: administrator " + (administratorPassword.isEmpty() ? "none" : "with a password") + ", "
                + signUpsPerHour + " sign-ups and " + wrongPasswordsPerHour + " wrong passwords an hour"
                + (signUpClosed ? ", sign-up closed" : "");
    }

    static WebConfig defaults() {
        return new WebConfig(null, false, null, null);
    }
}
