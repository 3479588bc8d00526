package org.muster.web.account;

import java.util.Optional;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.MemberGate;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/**
 * {@code reset_password.php?token=}: sets a new password by a link that an administrator made. Reading the page does not use
 * the link up, since programs that look after mail read links too.
 */
public final class ResetPage implements FormPage {
    /** Below the master URL. */
    public static final String ADDRESS = "reset_password.php";

    private static final String TITLE = "A new password";

    private final PageContext context;
    private final AccountDesk desk;
    private final MemberGate gate;
    private final PasswordResets resets;

    public ResetPage(PageContext context, AccountDesk desk, MemberGate gate) {
        this.context = context;
        this.desk = desk;
        this.gate = gate;
        this.resets = new PasswordResets(context.work(), context.clock());
    }

    @Override
    public Reply answer(PageRequest request) {
        String token = request.parameter("token").orElse("");
        return resets.account(token)
                .map(account -> context.privatePage(TITLE, body(request, token, account, "")))
                .orElseGet(this::notGood);
    }

    @Override
    public Reply submit(PageRequest request) {
        String token = request.field("token");
        Optional<Account> found = resets.account(token);
        if (found.isEmpty()) {
            return notGood();
        }
        Account account = found.get();
        String password = request.typed("passwd");
        if (password.length() < SignUpPage.LEAST_PASSWORD) {
            return refused(
                    request, account, "The password must have at least " + SignUpPage.LEAST_PASSWORD + " characters.");
        }
        if (!password.equals(request.typed("passwd2"))) {
            return refused(request, account, "The two passwords are not the same.");
        }
        Optional<String> stored = desk.stored(account, password);
        if (stored.isEmpty()) {
            return refused(request, account, AccountDesk.BUSY);
        }
        return resets.use(token, account, stored.get()) ? gate.enter(account.id(), "home.php") : notGood();
    }

    private Reply refused(PageRequest request, Account account, String complaint) {
        return context.refusal(TITLE, body(request, request.field("token"), account, complaint));
    }

    private Reply notGood() {
        return context.refusal(TITLE, Markup.of("""
                <h1>A new password</h1>
                <p class="lead">This link is not good any more: it works once, and for a day. An administrator of the project
                can make another.</p>
                <p class="more-links"><a href="login_form.php">Log in</a></p>
                """));
    }

    private static Markup body(PageRequest request, String token, Account account, String complaint) {
        Markup fields = Markup.of(
                "<p>For the account of <b>{}</b>.</p>\n"
                        + "<input type=\"hidden\" name=\"token\" value=\"{}\">\n{}{}<button>Set the password</button>\n"
                        + "<p class=\"small\">{}</p>\n",
                account.email(),
                token,
                Forms.password(
                        "New password",
                        "passwd",
                        "new-password",
                        "At least " + SignUpPage.LEAST_PASSWORD + " characters."),
                Forms.password("New password once more", "passwd2", "new-password", ""),
                "You are logged out everywhere else, and weak account keys stop working.");
        return Markup.of(
                "<h1>A new password</h1>\n{}{}", Forms.complaint(complaint), Forms.post(request, ADDRESS, fields));
    }
}
