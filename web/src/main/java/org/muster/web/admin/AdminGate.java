package org.muster.web.admin;

import java.time.Duration;
import java.util.OptionalLong;
import org.muster.common.security.Authenticators;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.http.Secrets;
import org.muster.web.http.SessionCookie;
import org.muster.web.limit.Attempts;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;
import org.muster.web.session.Sessions;
import org.muster.web.session.Sessions.Kind;

/**
 * Lets only the administrator to a page. Their password is in the configuration and opens nothing else; no volunteer's
 * session counts here. Everybody else is led to the administrator's log-in, whatever they ask for. Thread-safe.
 */
final class AdminGate {
    /** Where the log-in is, as seen from the other pages. */
    static final String LOG_IN = "login";

    private static final String WHO = "the administrator";

    private final PageContext context;
    private final Sessions sessions;
    private final Attempts attempts;
    private final String passwordDigest;

    /**
     * @param password the right one, not empty
     */
    AdminGate(PageContext context, Sessions sessions, Attempts attempts, String password) {
        this.context = context;
        this.sessions = sessions;
        this.attempts = attempts;
        this.passwordDigest = Secrets.digest(password);
    }

    /** The page, for the administrator only. */
    FormPage only(FormPage page) {
        return new FormPage() {
            @Override
            public Reply answer(PageRequest request) throws Exception {
                return inside(request) ? page.answer(request).privately() : Reply.seeOther(LOG_IN);
            }

            @Override
            public Reply submit(PageRequest request) throws Exception {
                return inside(request) ? page.submit(request).privately() : Reply.seeOther(LOG_IN);
            }
        };
    }

    /** True for the administrator. */
    boolean inside(PageRequest request) {
        return sessions.user(Kind.ADMINISTRATOR, token(request)).isPresent();
    }

    /** Begins a session when the password is right; otherwise words of complaint are to be shown. */
    Entry enter(PageRequest request) {
        OptionalLong wait = attempts.password(request.sender(), WHO);
        if (wait.isPresent()) {
            return new Entry.Refused(
                    "Too many attempts. Please wait " + Spans.words(Duration.ofSeconds(wait.getAsLong())) + ".");
        }
        if (!Authenticators.same(passwordDigest, Secrets.digest(request.typed("passwd")))) {
            return new Entry.Refused("The password is wrong.");
        }
        attempts.notWrong(request.sender(), WHO);
        String token = sessions.open(Kind.ADMINISTRATOR, 0);
        return new Entry.Inside(Reply.seeOther("./").keeping(cookie(token, Kind.ADMINISTRATOR.lasts())));
    }

    /** Ends all of the administrator's sessions. */
    Reply leave() {
        sessions.closeAll(Kind.ADMINISTRATOR, 0);
        return Reply.seeOther(LOG_IN).keeping(cookie("", Duration.ZERO));
    }

    /** How an attempt to log in ends. */
    sealed interface Entry {
        /** It did not succeed. */
        record Refused(String words) implements Entry {}

        /** It did. */
        record Inside(Reply reply) implements Entry {}
    }

    private static String token(PageRequest request) {
        return request.cookies().getOrDefault(SessionCookie.ADMINISTRATOR, "");
    }

    private String cookie(String token, Duration lasts) {
        return SessionCookie.of(SessionCookie.ADMINISTRATOR, token, context.base() + "admin/", context.secure(), lasts);
    }
}
