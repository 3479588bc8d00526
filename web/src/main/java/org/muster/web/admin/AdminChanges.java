package org.muster.web.admin;

import java.time.Instant;
import java.util.List;
import org.muster.web.http.Reply;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code admin/changes}: what administrators have done lately, and who. */
final class AdminChanges implements AdminPage {
    private static final int SHOWN = 200;

    private final PageContext context;

    AdminChanges(PageContext context) {
        this.context = context;
    }

    @Override
    public Reply answer(Asked asked) {
        List<AdministratorChange> latest = AdministratorChange.latest(context.work(), SHOWN);
        return AdminFrame.page(
                context,
                asked,
                "changes",
                "Changes",
                latest.isEmpty()
                        ? Markup.of("<p class=\"lead\">Nothing has been changed yet.</p>\n")
                        : table(latest, context.clock().instant()));
    }

    @Override
    public Reply submit(Asked asked) {
        return Reply.seeOther("changes");
    }

    /** A table of changes. */
    static Markup table(List<AdministratorChange> changes, Instant now) {
        return Markup.of(
                """
                <table class="cells">
                <thead><tr><th scope="col">Who</th><th scope="col">What</th><th scope="col">When</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                """,
                Markup.all(changes.stream()
                        .map(change -> Markup.of(
                                "<tr><td><b>{}</b></td><td data-name=\"What\">{} {}</td><td data-name=\"When\"><span class=\"moment\">{}</span><span class=\"small\">{} ago</span></td></tr>\n",
                                change.administrator(),
                                change.action(),
                                change.subject(),
                                Spans.moment(change.when()),
                                Spans.ago(change.when(), now)))
                        .toList()));
    }
}
