package org.muster.web.community;

import java.util.Optional;
import java.util.OptionalLong;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.member.Member;
import org.muster.web.member.MemberForm;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;

/** {@code team_create_form.php}: founds a team; its founder becomes its first member. */
public final class TeamCreatePage implements MemberForm {
    private static final String TITLE = "Found a team";

    private final PageContext context;
    private final TeamRows teams;

    public TeamCreatePage(PageContext context) {
        this.context = context;
        this.teams = new TeamRows(context.work());
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        return context.privatePage(TITLE, body(request, "", new TeamChange("", "", "", "", true)));
    }

    @Override
    public Reply submit(PageRequest request, Member member) {
        TeamChange change = TeamChange.of(request);
        Optional<String> complaint = change.complaint();
        OptionalLong team =
                complaint.isPresent() ? OptionalLong.empty() : teams.create(member.id(), change, context.now());
        return team.isPresent()
                ? Reply.seeOther("team_display.php?teamid=" + team.getAsLong())
                : context.refusal(
                        TITLE, body(request, complaint.orElse("There is a team of this name already."), change));
    }

    private static Markup body(PageRequest request, String complaint, TeamChange change) {
        return Markup.of(
                "<h1>Found a team</h1>\n{}{}",
                Forms.complaint(complaint),
                Forms.post(request, "team_create_form.php", change.fields("Found it")));
    }
}
