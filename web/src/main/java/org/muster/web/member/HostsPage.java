package org.muster.web.member;

import java.time.Instant;
import java.util.List;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Credits;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code hosts_user.php}: the volunteer's computers. */
public final class HostsPage implements MemberPage {
    /** Whoever has more finds the others through their tasks. */
    private static final int MOST = 500;

    private final PageContext context;
    private final HostRows hosts;

    public HostsPage(PageContext context) {
        this.context = context;
        this.hosts = new HostRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        List<Host> mine = hosts.ofUser(member.id(), MOST);
        return context.privatePage("Your computers", Markup.of("<h1>Your computers</h1>\n{}", table(mine)));
    }

    private Markup table(List<Host> mine) {
        if (mine.isEmpty()) {
            return Markup.of(
                    "<p class=\"lead\">None yet. Add this project in the BOINC program on a computer: {}</p>",
                    Markup.of(
                            "<code class=\"address\">{}</code>",
                            context.project().masterUrl()));
        }
        return Markup.of("""
                <section>
                <table class="cells">
                <thead><tr><th scope="col">Computer</th><th scope="col">Last contact</th><th scope="col">Venue</th>
                <th scope="col" class="number">Recent credit</th><th scope="col" class="number">Total credit</th>
                <th scope="col">Tasks</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """, Markup.all(mine.stream().map(this::row).toList()));
    }

    private Markup row(Host host) {
        Instant now = context.clock().instant();
        Markup contact = host.lastContact() == 0
                ? Markup.of("never")
                : Markup.of("{} ago", Spans.ago(Instant.ofEpochSecond(host.lastContact()), now));
        return Markup.of(
                """
                <tr><td><a href="show_host_detail.php?hostid={}"><b>{}</b></a><span class="small">{}</span></td>
                <td data-name="Last contact">{}</td><td data-name="Venue">{}</td>
                <td data-name="Recent credit" class="number">{}</td><td data-name="Total credit" class="number">{}</td>
                <td><a href="results.php?hostid={}">Tasks</a></td></tr>
                """,
                host.id(),
                host.name().isEmpty() ? "Computer " + host.id() : host.name(),
                host.hardware().system(),
                contact,
                host.venue().isEmpty() ? "none" : host.venue(),
                Credits.recent(host.credit().average(), host.credit().averageTime(), context.now()),
                Spans.number(host.credit().total()),
                host.id());
    }
}
