package org.muster.web.community;

import java.util.List;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code team.php[?q=]}: finds teams by the beginning of their names. */
public final class TeamsPage implements Page {
    private static final int SHOWN = 50;

    private final PageContext context;
    private final TeamRows teams;

    public TeamsPage(PageContext context) {
        this.context = context;
        this.teams = new TeamRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request) {
        String asked = request.parameter("q").orElse("").strip();
        List<Team> found = asked.isEmpty() ? List.of() : teams.startingWith(asked, SHOWN);
        Markup results = found.isEmpty()
                ? Markup.of(asked.isEmpty() ? "" : "<p>No team's name begins so.</p>\n")
                : Markup.of(
                        "<section>\n<table>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
                        Markup.all(found.stream()
                                .map(team -> Markup.of(
                                        "<tr><td><a href=\"team_display.php?teamid={}\">{}</a></td><td class=\"number\">{}</td></tr>\n",
                                        team.id(),
                                        team.name(),
                                        team.members() == 1 ? "1 member" : team.members() + " members"))
                                .toList()));
        return context.page(
                "Teams", Markup.of("""
                        <h1>Teams</h1>
                        <p class="lead">Volunteers who compute together. Their credit is added up.</p>
                        <form method="get" action="team.php" class="inline narrow">
                        {}<button>Look</button>
                        </form>
                        {}<p class="more-links"><a href="top_teams.php">The first teams</a> <a href="team_create_form.php">Found a team</a></p>
                        """, Forms.text("Its name begins with", "q", asked, Markup.NONE), results));
    }
}
