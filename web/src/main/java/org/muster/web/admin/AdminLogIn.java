package org.muster.web.admin;

import java.time.Duration;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code admin/login}: the only one of the administrators' pages that is open to everybody. */
final class AdminLogIn implements FormPage {
    private static final String TITLE = "Administration";

    private final PageContext context;
    private final AdminGate gate;

    AdminLogIn(PageContext context, AdminGate gate) {
        this.context = context;
        this.gate = gate;
    }

    @Override
    public Reply answer(PageRequest request) {
        return gate.who(request).isPresent() ? Reply.seeOther("./") : context.privatePage(TITLE, body(request, ""));
    }

    @Override
    public Reply submit(PageRequest request) {
        return switch (gate.enter(request)) {
            case AdminGate.Entry.Inside(Reply reply) -> reply;
            case AdminGate.Entry.Refused(String words, Duration after) ->
                context.refusal(TITLE, body(request, words)).after(after);
        };
    }

    private static Markup body(PageRequest request, String complaint) {
        return Markup.of(
                "<h1>Administration</h1>\n{}{}",
                Forms.complaint(complaint),
                Forms.post(
                        request,
                        AdminGate.LOG_IN,
                        Markup.of(
                                "{}{}<button>Log in</button>\n",
                                Forms.text(
                                        "Name",
                                        "name",
                                        request.field("name"),
                                        new Markup(" required autocomplete=\"username\" autocapitalize=\"none\"")),
                                Forms.password("Password", "passwd", "current-password", ""))));
    }
}
