package org.muster.web.account;

import java.util.Optional;

/**
 * What somebody said about the terms of use while making an account.
 *
 * @param agrees true for yes
 * @param source where it was said: {@code Web}, or the name that a client gives itself
 */
record Consent(boolean agrees, String source) {
    /** On the sign-up page. */
    static final Consent ON_PAGE = new Consent(true, "Web");

    private static final int LONGEST_SOURCE = 255;

    /**
     * From a request of a client, {@code consent_flag} and {@code source}; nothing when it does not say.
     *
     * @param flag {@code 1} for yes, {@code 0} for no
     */
    static Optional<Consent> ofClient(String flag, String source) {
        if (!flag.equals("0") && !flag.equals("1")) {
            return Optional.empty();
        }
        String name = source.replaceAll("\\p{Cntrl}", "").strip();
        return Optional.of(new Consent(
                flag.equals("1"), name.isEmpty() ? "RPC" : name.substring(0, Math.min(name.length(), LONGEST_SOURCE))));
    }
}
