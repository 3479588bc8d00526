package org.muster.web.account;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.muster.common.protocol.XmlWriter;
import org.muster.common.store.DatabaseUnavailableException;
import org.muster.web.http.DelayedReplies;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.limit.Attempts;
import org.muster.web.page.Spans;

/**
 * The account RPCs of a client's attach wizard, {@code create_account.php} and {@code lookup_account.php}. The HTTP
 * status is 200 whatever happens; what happened is in the document. Thread-safe.
 */
public final class AccountPages {
    private final AccountDesk desk;
    private final Attempts attempts;
    private final BooleanSupplier stopped;
    private final DelayedReplies delays;
    private final Duration delay;

    /**
     * @param attempts bounds how often each sender may try
     * @param stopped true while the operator has stopped the pages
     * @param delays bounds how many guessers may wait
     * @param delay how long a wrong guess waits for its answer
     */
    public AccountPages(
            AccountDesk desk, Attempts attempts, BooleanSupplier stopped, DelayedReplies delays, Duration delay) {
        this.desk = desk;
        this.attempts = attempts;
        this.stopped = stopped;
        this.delays = delays;
        this.delay = delay;
    }

    /** {@code create_account.php?email_addr=&passwd_hash=&user_name=[&team_name=][&consent_flag=&source=]}. */
    public Reply create(PageRequest request) {
        return answer(() -> {
            OptionalLong wait = attempts.signUp(request.sender());
            if (wait.isPresent()) {
                return tooMany(wait.getAsLong());
            }
            AccountAnswer answer = guarded(
                    request,
                    () -> desk.create(
                            given(request, "email_addr"),
                            given(request, "passwd_hash"),
                            given(request, "user_name"),
                            given(request, "team_name"),
                            Consent.ofClient(given(request, "consent_flag"), given(request, "source"))));
            if (!(answer instanceof AccountAnswer.Opened)) {
                attempts.noSignUp(request.sender());
            }
            return answer;
        });
    }

    /** {@code lookup_account.php?email_addr=[&passwd_hash=]}. */
    public Reply lookup(PageRequest request) {
        Optional<String> hash = request.parameter("passwd_hash").filter(text -> !text.isEmpty());
        return answer(() -> guarded(request, () -> desk.lookup(given(request, "email_addr"), hash)));
    }

    /** Counts what tells a guesser something against the sender and the account. */
    private AccountAnswer guarded(PageRequest request, Supplier<AccountAnswer> work) {
        String account = AccountRules.canonicalEmail(given(request, "email_addr"));
        OptionalLong wait = attempts.password(request.sender(), account);
        if (wait.isPresent()) {
            return tooMany(wait.getAsLong());
        }
        AccountAnswer answer = work.get();
        if (!(answer instanceof AccountAnswer.Refused refused && refused.slow())) {
            attempts.notWrong(request.sender(), account);
        }
        return answer;
    }

    private static AccountAnswer tooMany(long seconds) {
        return new AccountAnswer.Refused(
                AccountError.PROJECT_DOWN,
                "Too many attempts. Please try again in " + Spans.words(Duration.ofSeconds(seconds)) + ".",
                false);
    }

    private static String given(PageRequest request, String name) {
        return request.parameter(name).orElse("");
    }

    private Reply answer(Supplier<AccountAnswer> work) {
        if (stopped.getAsBoolean() || delays.full()) {
            return document(AccountAnswer.refused(AccountError.PROJECT_DOWN));
        }
        try {
            return document(work.get());
        } catch (DatabaseUnavailableException e) {
            return document(AccountAnswer.refused(AccountError.DATABASE_AWAY));
        }
    }

    private Reply document(AccountAnswer answer) {
        XmlWriter xml = new XmlWriter().append("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n");
        switch (answer) {
            case AccountAnswer.Opened(String authenticator) ->
                xml.open("account_out").element("authenticator", authenticator).close("account_out");
            case AccountAnswer.Exists() ->
                xml.open("account_out").flag("success").close("account_out");
            case AccountAnswer.Refused(AccountError error, String words, boolean _) ->
                xml.open("error")
                        .element("error_num", error.number())
                        .element("error_msg", words)
                        .close("error");
        }
        Reply reply = Reply.xml(xml.toString());
        return answer instanceof AccountAnswer.Refused refused && refused.slow() ? reply.after(delay) : reply;
    }
}
