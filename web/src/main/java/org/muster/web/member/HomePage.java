package org.muster.web.member;

import java.time.Instant;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.page.Credits;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;
import org.muster.web.page.PageContext;
import org.muster.web.page.Spans;

/** {@code home.php}: the volunteer's account, and the way to everything that belongs to it. */
public final class HomePage implements MemberPage {
    private final PageContext context;

    public HomePage(PageContext context) {
        this.context = context;
    }

    @Override
    public Reply answer(PageRequest request, Member member) {
        Member.Profile profile = member.profile();
        String team = profile.teamId() == 0 ? "team.php" : "team_display.php?teamid=" + profile.teamId();
        return context.privatePage(
                "Your account",
                Markup.of(
                        """
                        <h1>{}</h1>
                        <div class="figures">
                        <div><b>{}</b><span>total credit</span></div>
                        <div><b>{}</b><span>recent credit a day</span></div>
                        </div>
                        <div class="cards">
                        <section>
                        <h2>Computing</h2>
                        <p><a href="results.php">Your tasks</a> and why each stands as it does</p>
                        <p><a href="hosts_user.php">Your computers</a> and their venues</p>
                        </section>
                        <section>
                        <h2>Preferences</h2>
                        <p><a href="prefs.php?subset=global">Computing preferences</a>: when and how much</p>
                        <p><a href="prefs.php?subset=project">Project preferences</a>: which share, which applications</p>
                        </section>
                        <section>
                        <h2>Others</h2>
                        <p><a href="{}">Your team</a></p>
                        <p><a href="top_users.php">Leaderboards</a>, <a href="show_user.php?userid={}">what others see of you</a></p>
                        </section>
                        <section>
                        <h2>Account</h2>
                        <p><a href="account.php">Name, address, password, privacy</a></p>
                        <p><a href="weak_auth.php">Account keys</a> for computers that are not yours alone</p>
                        {}
                        </section>
                        </div>
                        <p class="small">Member since {}</p>
                        """,
                        profile.name(),
                        Spans.number(profile.totalCredit()),
                        Credits.recent(profile.averageCredit(), profile.averageTime(), context.now()),
                        team,
                        member.id(),
                        Forms.button(request, "logout.php", "where", "here", "Log out"),
                        Spans.moment(Instant.ofEpochSecond(profile.createTime()))));
    }
}
