package org.muster.web.account;

import java.util.Optional;
import org.muster.common.config.MusterConfig;
import org.muster.web.project.ProjectTexts;

/**
 * Whether accounts may be made, and what must be agreed to.
 *
 * @param closed true when only an administrator makes accounts
 * @param clientsMustConsent true when agreement to the terms of use must come with a request of a client
 * @param texts where the terms of use are
 */
public record SignUpRules(boolean closed, boolean clientsMustConsent, ProjectTexts texts) {
    /** What volunteers read when nobody may sign up. */
    static final String CLOSED = "This project takes no new accounts at the moment. Whoever has one goes on as before.";

    /** The rules of a project. */
    public static SignUpRules of(MusterConfig config) {
        return new SignUpRules(
                config.web().signUpClosed(),
                config.web().clientsMustConsent(),
                new ProjectTexts(config.project().directory()));
    }

    /** What volunteers must agree to, if there is anything. */
    Optional<String> terms() {
        return texts.termsOfUse();
    }

    /**
     * Why no account can be made; nothing when one can.
     *
     * @param consent what the volunteer said about the terms of use; nothing from a client that does not ask
     */
    Optional<AccountAnswer> refusal(Optional<Consent> consent) {
        if (closed) {
            return Optional.of(AccountAnswer.refused(AccountError.SIGN_UP_CLOSED));
        }
        boolean missing = consent.filter(Consent::agrees).isEmpty();
        return clientsMustConsent && missing && terms().isPresent()
                ? Optional.of(AccountAnswer.refused(AccountError.CONSENT_MISSING))
                : Optional.empty();
    }

    /** What is to be kept of what a volunteer said: nothing while there are no terms that it could be about. */
    Optional<Consent> kept(Optional<Consent> consent) {
        return consent.filter(ignored -> terms().isPresent());
    }
}
