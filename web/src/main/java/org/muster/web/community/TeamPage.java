package org.muster.web.community;

import java.util.Optional;
import org.muster.web.http.FormPage;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberGate;
import org.muster.web.page.Credits;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code team_display.php?teamid=}: a team, for everybody; joining and leaving for members, changes for the founder. */
public final class TeamPage implements FormPage {
    private static final int SHOWN = 100;

    private final PageContext context;
    private final MemberGate gate;
    private final TeamRows teams;

    public TeamPage(PageContext context, MemberGate gate) {
        this.context = context;
        this.gate = gate;
        this.teams = new TeamRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request) {
        Optional<Team> team = request.id("teamid").flatMap(teams::byId);
        return team.isEmpty()
                ? context.site().notThere("team")
                : context.privatePage(team.get().name(), body(request, team.get(), gate.member(request), ""));
    }

    @Override
    public Reply submit(PageRequest request) {
        Optional<Team> team = request.id("teamid").flatMap(teams::byId);
        Optional<Member> member = gate.member(request);
        if (team.isEmpty()) {
            return context.site().notThere("team");
        }
        if (member.isEmpty()) {
            return Reply.seeOther("login_form.php?next=team_display.php%3Fteamid%3D"
                    + team.get().id());
        }
        Optional<String> complaint = done(request, team.get(), member.get());
        return complaint.isEmpty()
                ? Reply.seeOther("team_display.php?teamid=" + team.get().id())
                : context.refusal(team.get().name(), body(request, team.get(), member, complaint.get()));
    }

    private Optional<String> done(PageRequest request, Team team, Member member) {
        return switch (request.field("what")) {
            case "join" ->
                teams.join(member.id(), team.id()) ? Optional.empty() : Optional.of("This team takes no members.");
            case "leave" -> {
                teams.leave(member.id());
                yield Optional.empty();
            }
            default -> {
                TeamChange change = TeamChange.of(request);
                Optional<String> complaint = change.complaint();
                yield complaint.isPresent() || teams.change(team.id(), member.id(), change)
                        ? complaint
                        : Optional.of("Only the founder can change a team, and its name must be free.");
            }
        };
    }

    private Markup body(PageRequest request, Team team, Optional<Member> member, String complaint) {
        return Markup.of(
                """
                <h1>{}</h1>
                {}<div class="figures">
                <div><b>{}</b><span>total credit</span></div>
                <div><b>{}</b><span>recent credit a day</span></div>
                <div><b>{}</b><span>members</span></div>
                </div>
                {}{}{}{}<p class="more-links"><a href="team.php">All about teams</a></p>
                """,
                team.name(),
                Forms.complaint(complaint),
                Spans.number(team.credit().total()),
                Credits.recent(team.credit().recent(), team.credit().asOf(), context.now()),
                Spans.number(team.members()),
                about(team),
                membership(request, team, member),
                members(team),
                member.isPresent() && member.get().id() == team.founder()
                        ? Markup.of(
                                "<section>\n<h2>Change the team</h2>\n{}</section>\n",
                                form(request, team, TeamChange.of(team).fields("Save")))
                        : Markup.NONE);
    }

    private static Markup about(Team team) {
        Markup url = team.url().matches("https?://[^\\s<>\"']+")
                ? Markup.of("<p><a rel=\"nofollow noopener ugc\" href=\"{}\">{}</a></p>\n", team.url(), team.url())
                : Markup.NONE;
        return team.description().isEmpty() && team.url().isEmpty()
                ? Markup.NONE
                : Markup.of(
                        "<section class=\"paper\">\n<h2>About it</h2>\n<p>{}</p>\n{}</section>\n",
                        team.description(),
                        url);
    }

    private Markup membership(PageRequest request, Team team, Optional<Member> member) {
        boolean inside = member.isPresent() && member.get().profile().teamId() == team.id();
        if (!inside && !team.joinable()) {
            return Markup.of("<p>This team takes no members at the moment.</p>\n");
        }
        String what = inside ? "leave" : "join";
        return Markup.of(
                "<section>\n<h2>Membership</h2>\n<p>{}</p>\n{}</section>\n",
                inside
                        ? "You are a member. Credit that you earned in the team stays with it when you leave."
                        : "Credit that you earn while you are a member counts for the team, too.",
                form(
                        request,
                        team,
                        Markup.of(
                                "<button name=\"what\" value=\"{}\">{}</button>\n",
                                what,
                                inside ? "Leave the team" : "Join the team")));
    }

    private Markup members(Team team) {
        return Markup.of(
                """
                <section>
                <h2>Members</h2>
                <table>
                <thead><tr><th scope="col">Name</th><th scope="col" class="number">Total credit</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                </section>
                """,
                Markup.all(teams.members(team.id(), SHOWN).stream()
                        .map(mate -> Markup.of(
                                "<tr><td><a href=\"show_user.php?userid={}\">{}</a>{}</td><td class=\"number\">{}</td></tr>\n",
                                mate.id(),
                                mate.name(),
                                mate.id() == team.founder() ? " (founder)" : "",
                                Spans.number(mate.total())))
                        .toList()));
    }

    private static Markup form(PageRequest request, Team team, Markup fields) {
        return Forms.post(request, "team_display.php?teamid=" + team.id(), fields);
    }
}
