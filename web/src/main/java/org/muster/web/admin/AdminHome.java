package org.muster.web.admin;

import org.muster.web.account.ConsentRows;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code admin/}: what waits for the administrator, and the project's switches. */
final class AdminHome implements FormPage {
    private final PageContext context;
    private final AdminGate gate;
    private final BlockedRows blocked;
    private final ConsentRows consents;

    AdminHome(PageContext context, AdminGate gate) {
        this.context = context;
        this.gate = gate;
        this.blocked = new BlockedRows(context.work());
        this.consents = new ConsentRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request) {
        boolean asks = consents.enabled(ConsentRows.STATISTICS);
        return AdminFrame.page(
                context,
                "./",
                "Overview",
                Markup.of(
                        """
                        <div class="figures"><div><b>{}</b><span>rows of work set aside</span></div></div>
                        <section>
                        <h2>Statistics of other sites</h2>
                        <p>{}</p>
                        {}
                        </section>
                        <section>
                        <h2>This session</h2>
                        {}
                        </section>
                        """,
                        Spans.number(blocked.count()),
                        asks
                                ? "Volunteers are asked, and only those who agree are exported."
                                : "Volunteers are not asked, and all with credit are exported.",
                        Forms.button(
                                request, "./", "consent", asks ? "0" : "1", asks ? "Ask no more" : "Ask volunteers"),
                        Forms.button(request, "./", "leave", "1", "Log out everywhere")));
    }

    @Override
    public Reply submit(PageRequest request) {
        if (request.field("leave").equals("1")) {
            return gate.leave();
        }
        if (!request.field("consent").isEmpty()) {
            consents.enable(ConsentRows.STATISTICS, request.field("consent").equals("1"));
        }
        return Reply.seeOther("./");
    }
}
