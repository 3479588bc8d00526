package org.muster.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code admin/blocked}: work set aside, with its reason, to be let go again when that is mended. */
final class AdminBlocked implements AdminPage {
    private static final int SHOWN = 200;

    private final PageContext context;
    private final BlockedRows rows;

    AdminBlocked(PageContext context) {
        this.context = context;
        this.rows = new BlockedRows(context.work());
    }

    @Override
    public Reply answer(Asked asked) {
        PageRequest request = asked.page();
        List<BlockedRows.Blocked> shown = rows.oldest(SHOWN);
        return AdminFrame.page(context, asked, "blocked", "Work set aside", body(request, shown));
    }

    @Override
    public Reply submit(Asked asked) {
        PageRequest request = asked.page();
        String queue = request.field("queue");
        Optional<Long> row = request.fieldId("row");
        if (row.isPresent()) {
            asked.change(
                    context, "retried", queue + " " + row.get(), handle -> BlockedRows.retry(handle, queue, row.get()));
        } else if (request.field("row").equals("all")) {
            asked.change(context, "retried all of", queue, handle -> BlockedRows.retryAll(handle, queue));
        }
        return Reply.seeOther("blocked");
    }

    private Markup body(PageRequest request, List<BlockedRows.Blocked> shown) {
        if (shown.isEmpty()) {
            return Markup.of("<p class=\"lead\">Nothing is set aside.</p>\n");
        }
        List<Markup> all = shown.stream()
                .map(BlockedRows.Blocked::queue)
                .distinct()
                .map(queue -> retry(request, queue, "all", "Retry all of " + queue))
                .toList();
        return Markup.of(
                """
                <p class="lead">A daemon could not handle these. Mend the reason, then let them go again.</p>
                <section>
                <table class="cells">
                <thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">Since</th><th scope="col">Again</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                <div class="inline more-links">
                {}</div>
                """,
                Markup.all(shown.stream().map(blocked -> row(request, blocked)).toList()),
                Markup.all(all));
    }

    private Markup row(PageRequest request, BlockedRows.Blocked blocked) {
        Instant now = context.clock().instant();
        return Markup.of(
                """
                <tr><td><b>{} {}</b><span class="small">{}</span></td><td>{}</td><td data-name="Since">{} ago</td>
                <td>{}</td></tr>
                """,
                blocked.queue(),
                blocked.row(),
                Spans.count(blocked.attempts(), "attempt"),
                blocked.error(),
                Spans.ago(blocked.since(), now),
                retry(request, blocked.queue(), Long.toString(blocked.row()), "Retry"));
    }

    private static Markup retry(PageRequest request, String queue, String row, String words) {
        return Forms.post(
                request,
                "blocked",
                Markup.of(
                        "<input type=\"hidden\" name=\"queue\" value=\"{}\">\n<button class=\"quiet\" name=\"row\" value=\"{}\">{}</button>\n",
                        queue,
                        row,
                        words));
    }
}
