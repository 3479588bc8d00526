package org.muster.web.account;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.web.account.AccountDecisions.Claim;
import org.muster.web.account.AccountDecisions.Proof;
import org.muster.web.http.DelayedReplies;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.limit.Attempts;
import org.muster.web.member.MemberGate;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/**
 * {@code login_form.php}: begins a session. A wrong password waits for its answer as one does that comes by RPC, and the
 * answer does not say whether the account exists.
 */
public final class LogInPage implements FormPage {
    private static final String HOME = "home.php";

    private final PageContext context;
    private final AccountDesk desk;
    private final MemberGate gate;
    private final Attempts attempts;
    private final Delay delay;

    /**
     * How wrong guesses are made to wait.
     *
     * @param waiting bounds how many may wait at once
     * @param time how long each waits
     */
    public record Delay(DelayedReplies waiting, Duration time) {}

    public LogInPage(PageContext context, AccountDesk desk, MemberGate gate, Attempts attempts, Delay delay) {
        this.context = context;
        this.desk = desk;
        this.gate = gate;
        this.attempts = attempts;
        this.delay = delay;
    }

    @Override
    public Reply answer(PageRequest request) {
        return context.privatePage("Log in", body(request, next(request.parameter("next")), ""));
    }

    @Override
    public Reply submit(PageRequest request) {
        String email = request.field("email_addr");
        String account = AccountRules.canonicalEmail(email);
        String next = next(Optional.of(request.field("next")));
        OptionalLong wait = attempts.password(request.sender(), account);
        if (wait.isPresent() || delay.waiting().full()) {
            long seconds = wait.orElse(60);
            return context.site()
                    .tooMany(
                            "Please wait " + Spans.words(Duration.ofSeconds(seconds)) + " before you try again.",
                            seconds);
        }
        Optional<Claim> claim = desk.prove(email, request.typed("passwd"));
        Proof proof = claim.map(Claim::proof).orElse(Proof.WRONG);
        return switch (proof) {
            case RIGHT -> {
                attempts.notWrong(request.sender(), account);
                yield gate.enter(claim.orElseThrow().account().id(), next);
            }
            case UNCHECKED -> {
                attempts.notWrong(request.sender(), account);
                yield context.refusal(
                        "Log in", body(request, next, "Too many people are logging in. Please try again."));
            }
            case NONE, WRONG ->
                context.refusal("Log in", body(request, next, "The e-mail address or the password is wrong."))
                        .after(delay.time());
        };
    }

    private Markup body(PageRequest request, String next, String complaint) {
        Markup fields = Markup.of(
                "{}{}<input type=\"hidden\" name=\"next\" value=\"{}\">\n<button>Log in</button>\n",
                Forms.field(
                        "E-mail address",
                        "email_addr",
                        request.field("email_addr"),
                        "email",
                        new Markup(" required autocomplete=\"username\""),
                        ""),
                Forms.password("Password", "passwd", "current-password", ""),
                next);
        return Markup.of("""
                <h1>Log in</h1>
                {}{}
                <p class="small">Forgotten the password? An administrator of the project can send you a link by which you set a
                new one.</p>
                {}
                """, Forms.complaint(complaint), Forms.post(request, "login_form.php", fields), newHere());
    }

    private Markup newHere() {
        return desk.rules().closed()
                ? Markup.of("<p class=\"small\">{}</p>", SignUpRules.CLOSED)
                : Markup.of(
                        "<p class=\"more-links\">New here? <a href=\"create_account_form.php\">Make an account</a></p>");
    }

    /** Where to go afterwards: one of our own pages, whatever the address says. */
    static String next(Optional<String> asked) {
        return asked.filter(address -> address.matches("[a-z_]+\\.php(\\?[A-Za-z0-9_=&%.+-]{0,200})?"))
                .filter(address -> !address.startsWith("login") && !address.startsWith("logout"))
                .orElse(HOME);
    }
}
