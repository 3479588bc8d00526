package org.muster.web.community;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberRows;
import org.muster.web.page.Credits;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code show_user.php?userid=}: what everybody may see of a volunteer. */
public final class UserPage implements Page {
    private static final int COMPUTERS = 50;

    private final PageContext context;
    private final MemberRows members;

    public UserPage(PageContext context, MemberRows members) {
        this.context = context;
        this.members = members;
    }

    @Override
    public Reply answer(PageRequest request) {
        Optional<Member> member = request.id("userid")
                .flatMap(members::byId)
                .filter(found -> !found.keys().authenticator().startsWith("deleted_"));
        return member.isEmpty()
                ? context.site().notThere("volunteer")
                : context.page(member.get().profile().name(), body(member.get()));
    }

    private Markup body(Member member) {
        Member.Profile profile = member.profile();
        Markup team = profile.teamId() == 0
                ? Markup.of("none")
                : Markup.of("<a href=\"team_display.php?teamid={}\">{}</a>", profile.teamId(), team(profile.teamId()));
        Markup url = profile.url().matches("https?://[^\\s<>\"']+")
                ? Markup.of(
                        "<div><dt>Home page</dt><dd><a rel=\"nofollow noopener ugc\" href=\"{}\">{}</a></dd></div>\n",
                        profile.url(),
                        profile.url())
                : Markup.NONE;
        return Markup.of(
                """
                <h1>{}</h1>
                <div class="figures">
                <div><b>{}</b><span>total credit</span></div>
                <div><b>{}</b><span>recent credit a day</span></div>
                </div>
                <section>
                <h2>Who it is</h2>
                <dl>
                <div><dt>Team</dt><dd>{}</dd></div>
                <div><dt>Country</dt><dd>{}</dd></div>
                {}<div><dt>Member since</dt><dd>{}</dd></div>
                </dl>
                </section>
                {}
                """,
                profile.name(),
                Spans.number(profile.totalCredit()),
                Credits.recent(profile.averageCredit(), profile.averageTime(), context.now()),
                team,
                profile.country(),
                url,
                Spans.moment(Instant.ofEpochSecond(profile.createTime())),
                profile.showHosts() ? computers(member.id()) : Markup.NONE);
    }

    /** Names and addresses of computers are for their owner only. */
    private Markup computers(long user) {
        List<Markup> rows = context.work()
                .read(handle -> handle.createQuery("""
                        select id, p_model, os_name, total_credit
                        from host
                        where userid = :user and total_credit > 0
                        order by total_credit desc, id
                        limit :most
                        """)
                        .bind("user", user)
                        .bind("most", COMPUTERS)
                        .map((row, ignored) -> Markup.of(
                                "<tr><td>{}<span class=\"small\">{}</span></td><td class=\"number\">{}</td></tr>\n",
                                "Computer " + row.getLong("id"),
                                String.join(", ", text(row.getString("p_model")), text(row.getString("os_name"))),
                                Spans.number(row.getDouble("total_credit"))))
                        .list());
        return rows.isEmpty()
                ? Markup.NONE
                : Markup.of(
                        "<section>\n<h2>Computers</h2>\n<table>\n<thead><tr><th scope=\"col\">Computer</th><th scope=\"col\" class=\"number\">Total credit</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
                        Markup.all(rows));
    }

    private String team(long id) {
        return context.work()
                .read(handle -> handle.createQuery("select name from team where id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne()
                        .orElse("gone"));
    }

    private static String text(String column) {
        return column == null || column.isEmpty() ? "unknown" : column;
    }
}
