package org.muster.web.admin;

import org.muster.web.account.ConsentRows;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code admin/}: what waits for the administrator, and the project's switches. */
final class AdminHome implements AdminPage {
    private static final int LATELY = 5;
    private static final Markup SHARED = new Markup("""
            <div class="banner" role="note"><p>Everybody who knows the password of the configuration comes in under this name.
            Give each a name of their own with <code>bin/muster administrator add NAME</code>, then take
            <code>web.administratorPassword</code> out.</p></div>
            """);

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
    public Reply answer(Asked asked) {
        PageRequest request = asked.page();
        boolean asks = consents.enabled(ConsentRows.STATISTICS);
        return AdminFrame.page(
                context,
                asked,
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
                        <h2>Lately</h2>
                        {}
                        <p class="more-links"><a href="changes">All changes</a></p>
                        </section>
                        <section>
                        <h2>This session</h2>
                        <p>You are logged in as <b>{}</b>.</p>
                        {}{}
                        </section>
                        """,
                        Spans.number(blocked.count()),
                        asks
                                ? "Volunteers are asked, and only those who agree are exported."
                                : "Volunteers are not asked, and all with credit are exported.",
                        Forms.button(
                                request, "./", "consent", asks ? "0" : "1", asks ? "Ask no more" : "Ask volunteers"),
                        AdminChanges.table(
                                AdministratorChange.latest(context.work(), LATELY),
                                context.clock().instant()),
                        asked.who().name(),
                        asked.who().equals(Administrator.SHARED) ? SHARED : Markup.NONE,
                        Forms.button(request, "./", "leave", "1", "Log out everywhere")));
    }

    @Override
    public Reply submit(Asked asked) {
        PageRequest request = asked.page();
        if (request.field("leave").equals("1")) {
            return gate.leave(asked.who());
        }
        if (!request.field("consent").isEmpty()) {
            boolean ask = request.field("consent").equals("1");
            asked.change(
                    context,
                    ask ? "has volunteers asked" : "has volunteers asked no more",
                    "for consent to statistics",
                    handle -> ConsentRows.enable(handle, ConsentRows.STATISTICS, ask));
        }
        return Reply.seeOther("./");
    }
}
