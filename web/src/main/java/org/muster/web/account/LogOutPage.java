package org.muster.web.account;

import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberForm;
import org.muster.web.member.MemberGate;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code logout.php}: ends this session, or all of them. */
public final class LogOutPage implements MemberForm {
    private final PageContext context;
    private final MemberGate gate;

    public LogOutPage(PageContext context, MemberGate gate) {
        this.context = context;
        this.gate = gate;
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        return context.privatePage(
                "Log out",
                Markup.of(
                        "<h1>Log out</h1>\n<div class=\"inline\">\n{}{}</div>\n",
                        Forms.button(request, "logout.php", "where", "here", "Log out here"),
                        Forms.button(request, "logout.php", "where", "everywhere", "Log out everywhere")));
    }

    @Override
    public Reply submit(PageRequest request, Member member) {
        if (request.field("where").equals("everywhere")) {
            gate.leaveEverywhere(member.id());
        }
        return gate.leave(request, "login_form.php");
    }
}
