package org.muster.web.account;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.common.security.PasswordHashes;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.limit.Attempts;
import org.muster.web.member.MemberGate;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code create_account_form.php}: makes an account and logs its owner in. */
public final class SignUpPage implements FormPage {
    /** Shortest password that the pages take; what came by RPC is a hash and cannot be judged. */
    static final int LEAST_PASSWORD = 8;

    private static final String TITLE = "Make an account";

    private final PageContext context;
    private final AccountDesk desk;
    private final MemberGate gate;
    private final Attempts attempts;
    private final ConsentRows consents;

    public SignUpPage(PageContext context, AccountDesk desk, MemberGate gate, Attempts attempts) {
        this.context = context;
        this.desk = desk;
        this.gate = gate;
        this.attempts = attempts;
        this.consents = new ConsentRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request) {
        return desk.rules().closed() ? closed() : context.privatePage(TITLE, body(request, ""));
    }

    @Override
    public Reply submit(PageRequest request) {
        if (desk.rules().closed()) {
            return closed();
        }
        Optional<String> complaint = complaint(request);
        if (complaint.isPresent()) {
            return context.refusal(TITLE, body(request, complaint.get()));
        }
        OptionalLong wait = attempts.signUp(request.sender());
        if (wait.isPresent()) {
            return context.site()
                    .tooMany(
                            "Many accounts were made from your network. Please wait "
                                    + Spans.words(Duration.ofSeconds(wait.getAsLong())) + ".",
                            wait.getAsLong());
        }
        String email = AccountRules.canonicalEmail(request.field("email_addr"));
        AccountAnswer answer = desk.create(
                email,
                PasswordHashes.ofClient(request.typed("passwd"), email),
                request.field("user_name"),
                "",
                Optional.of(Consent.ON_PAGE));
        return switch (answer) {
            case AccountAnswer.Opened(String authenticator) -> enter(request, authenticator);
            case AccountAnswer.Refused refused -> {
                attempts.noSignUp(request.sender());
                yield context.refusal(TITLE, body(request, refused.words()));
            }
            case AccountAnswer.Exists() -> throw new IllegalStateException("a creation never ends so");
        };
    }

    private Reply closed() {
        return Reply.html(403, context.site().layout().page(TITLE, Markup.of("""
                <h1>Make an account</h1>
                <p class="lead">{}</p>
                <p class="more-links">You have one? <a href="login_form.php">Log in</a></p>
                """, SignUpRules.CLOSED)));
    }

    private Reply enter(PageRequest request, String authenticator) {
        long user = desk.idOf(authenticator);
        if (consents.enabled(ConsentRows.STATISTICS)) {
            boolean agrees = request.field("statistics").equals("1");
            consents.record(user, ConsentRows.STATISTICS, agrees, "Web", context.now());
        }
        return gate.enter(user, "home.php");
    }

    private Optional<String> complaint(PageRequest request) {
        if (request.typed("passwd").length() < LEAST_PASSWORD) {
            return Optional.of("The password must have at least " + LEAST_PASSWORD + " characters.");
        }
        if (!request.typed("passwd").equals(request.typed("passwd2"))) {
            return Optional.of("The two passwords are not the same.");
        }
        return desk.rules().terms().isPresent() && !request.field("terms").equals("1")
                ? Optional.of("An account can only be made by somebody who agrees to the terms of use.")
                : Optional.empty();
    }

    private Markup body(PageRequest request, String complaint) {
        Markup fields = Markup.of(
                "{}{}{}{}{}{}<button>Make the account</button>\n",
                Forms.field(
                        "Name",
                        "user_name",
                        request.field("user_name"),
                        "text",
                        new Markup(" required maxlength=\"190\" autocomplete=\"nickname\""),
                        "Everybody can see it."),
                Forms.field(
                        "E-mail address",
                        "email_addr",
                        request.field("email_addr"),
                        "email",
                        new Markup(" required maxlength=\"190\" autocomplete=\"username\""),
                        "Nobody else sees it. You log in with it."),
                Forms.password("Password", "passwd", "new-password", "At least " + LEAST_PASSWORD + " characters."),
                Forms.password("Password once more", "passwd2", "new-password", ""),
                terms(),
                consents.enabled(ConsentRows.STATISTICS)
                        ? Forms.box(
                                "Show my name and credit in public statistics",
                                "statistics",
                                request.field("statistics").equals("1"),
                                "Other sites add up the credit of many projects. You can change this at any time.")
                        : Markup.NONE);
        return Markup.of("""
                <h1>Make an account</h1>
                {}{}
                <p class="more-links">You have one? <a href="login_form.php">Log in</a></p>
                """, Forms.complaint(complaint), Forms.post(request, "create_account_form.php", fields));
    }

    private Markup terms() {
        return desk.rules()
                .terms()
                .map(text -> Markup.of(
                        "<details>\n<summary>Terms of use</summary>\n<pre>{}</pre>\n</details>\n{}",
                        text,
                        Forms.box("I agree to the terms of use", "terms", false, "")))
                .orElse(Markup.NONE);
    }
}
