package org.muster.web.member;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Credits;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code show_host_detail.php?hostid=}: one computer of the volunteer, and the venue it is at. */
public final class HostPage implements MemberForm {
    private static final double GIGABYTE = 1e9;

    private final PageContext context;
    private final HostRows hosts;

    public HostPage(PageContext context) {
        this.context = context;
        this.hosts = new HostRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Optional<Host> host = request.id("hostid").flatMap(hosts::byId).filter(found -> found.userId() == member.id());
        return host.isEmpty()
                ? context.site().notThere("computer of yours")
                : context.privatePage(name(host.get()), body(request, host.get()));
    }

    @Override
    public Reply submit(PageRequest request, Member member) {
        Optional<Long> host = request.id("hostid");
        String venue = request.field("venue");
        if (host.isEmpty() || !Venues.ALL.contains(venue)) {
            return context.site().notThere("computer of yours");
        }
        hosts.setVenue(host.get(), member.id(), venue);
        return Reply.seeOther("show_host_detail.php?hostid=" + host.get());
    }

    private Markup body(PageRequest request, Host host) {
        return Markup.of(
                """
                <h1>{}</h1>
                <div class="pair">
                <section>
                <h2>What it is</h2>
                <dl>
                {}</dl>
                <p class="more-links"><a href="results.php?hostid={}">Tasks of this computer</a>
                <a href="hosts_user.php">All your computers</a></p>
                </section>
                <section>
                <h2>Where it is</h2>
                <p>Each venue can have <a href="prefs.php?subset=global">preferences</a> of its own.</p>
                {}
                </section>
                </div>
                """,
                name(host),
                facts(host),
                host.id(),
                Forms.post(
                        request,
                        "show_host_detail.php?hostid=" + host.id(),
                        Markup.of("{}<button>Save</button>\n", Venues.choice("Venue", host.venue()))));
    }

    private Markup facts(Host host) {
        Instant now = context.clock().instant();
        return Markup.of(
                "{}{}{}{}{}{}{}{}{}{}",
                fact("Number", host.id()),
                fact(
                        "Last contact",
                        host.lastContact() == 0
                                ? "never"
                                : Spans.words(Duration.between(Instant.ofEpochSecond(host.lastContact()), now))
                                        + " ago"),
                fact("Joined", Spans.moment(Instant.ofEpochSecond(host.created()))),
                fact("Total credit", Spans.number(host.credit().total())),
                fact(
                        "Recent credit a day",
                        Credits.recent(host.credit().average(), host.credit().averageTime(), context.now())),
                fact("Processor", host.hardware().model()),
                fact("Processors", host.hardware().processors()),
                fact("System", host.hardware().system()),
                fact("Memory", Spans.number(host.hardware().memory() / GIGABYTE) + " GB"),
                fact("Usual time from task to report", Spans.words(Duration.ofSeconds((long)
                        host.hardware().turnaround()))));
    }

    private static Markup fact(String name, Object value) {
        return Markup.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
    }

    private static String name(Host host) {
        return host.name().isEmpty() ? "Computer " + host.id() : host.name();
    }
}
