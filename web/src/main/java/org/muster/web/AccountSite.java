package org.muster.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.web.account.AccountDesk;
import org.muster.web.account.AccountPage;
import org.muster.web.account.AccountPages;
import org.muster.web.account.KeysPage;
import org.muster.web.account.LogInPage;
import org.muster.web.account.LogOutPage;
import org.muster.web.account.Passwords;
import org.muster.web.account.ResetPage;
import org.muster.web.account.SignUpPage;
import org.muster.web.account.SignUpRules;
import org.muster.web.admin.AdminEntrance;
import org.muster.web.admin.AdminPages;
import org.muster.web.community.ApplicationsPage;
import org.muster.web.community.LeaderboardPage;
import org.muster.web.community.TeamCreatePage;
import org.muster.web.community.TeamPage;
import org.muster.web.community.TeamsPage;
import org.muster.web.community.UserPage;
import org.muster.web.http.DelayedReplies;
import org.muster.web.http.FormPage;
import org.muster.web.http.Page;
import org.muster.web.http.PageRequest;
import org.muster.web.http.Reply;
import org.muster.web.limit.Attempts;
import org.muster.web.member.HomePage;
import org.muster.web.member.HostPage;
import org.muster.web.member.HostsPage;
import org.muster.web.member.MemberGate;
import org.muster.web.member.MemberPage;
import org.muster.web.member.MemberRows;
import org.muster.web.member.TaskPage;
import org.muster.web.member.TasksPage;
import org.muster.web.news.FeedPages;
import org.muster.web.news.NewsPage;
import org.muster.web.news.NewsRows;
import org.muster.web.page.PageContext;
import org.muster.web.page.SitePages;
import org.muster.web.preferences.PreferencesPage;
import org.muster.web.session.Sessions;

/** The pages of accounts and of what people do with them, with all that they share. */
final class AccountSite {
    private final PageContext context;
    private final AccountDesk desk;
    private final Attempts attempts;
    private final LogInPage.Delay delay;
    private final Sessions sessions;
    private final MemberRows members;
    private final MemberGate gate;
    private final AdminEntrance entrance;

    /**
     * @param wrongGuess how long the answer to a wrong password waits
     */
    AccountSite(
            MusterConfig config,
            Database work,
            InstantSource clock,
            SitePages site,
            DelayedReplies delays,
            Duration wrongGuess) {
        this.context = new PageContext(work, clock, site, config.project());
        Passwords passwords = new Passwords();
        this.desk = AccountDesk.of(work, passwords, clock, SignUpRules.of(config));
        this.attempts = new Attempts(config.web(), clock);
        this.delay = new LogInPage.Delay(delays, wrongGuess);
        this.sessions = new Sessions(work, clock);
        this.members = new MemberRows(work);
        this.gate = new MemberGate(sessions, members, context);
        this.entrance =
                new AdminEntrance(attempts, passwords, delay, config.web().administratorPassword());
    }

    /** All of them by address; those for people say that they are closed while the operator has stopped the pages. */
    Map<String, Page> pages(TriggerFiles triggers) {
        Map<String, Page> pages = new HashMap<>();
        pages.put("create_account_form.php", new SignUpPage(context, desk, gate, attempts));
        pages.put("login_form.php", new LogInPage(context, desk, gate, attempts, delay));
        pages.put(ResetPage.ADDRESS, new ResetPage(context, desk, gate));
        NewsRows news = new NewsRows(context.work());
        FeedPages feeds = new FeedPages(context, news, members);
        pages.put("news.php", new NewsPage(context, news));
        pages.put("rss_main.php", feeds::rss);
        pages.put("notices.php", feeds::notices);
        LeaderboardPage leaderboards = new LeaderboardPage(context);
        pages.put("top_users.php", leaderboards::users);
        pages.put("top_hosts.php", leaderboards::hosts);
        pages.put("top_teams.php", leaderboards::teams);
        pages.put("show_user.php", new UserPage(context, members));
        pages.put("team.php", new TeamsPage(context));
        pages.put("team_display.php", new TeamPage(context, gate));
        pages.put("apps.php", new ApplicationsPage(context));
        memberPages().forEach((address, page) -> pages.put(address, gate.only(address, page)));
        pages.replaceAll((address, page) -> closable(page, triggers));
        AccountPages rpcs = new AccountPages(desk, attempts, triggers::webStopped, delay.waiting(), delay.time());
        pages.putAll(AdminPages.of(context, sessions, entrance));
        pages.put("create_account.php", rpcs::create);
        pages.put("lookup_account.php", rpcs::lookup);
        return pages;
    }

    private Map<String, MemberPage> memberPages() {
        return Map.of(
                "team_create_form.php", new TeamCreatePage(context),
                "home.php", new HomePage(context),
                "hosts_user.php", new HostsPage(context),
                "show_host_detail.php", new HostPage(context),
                "results.php", new TasksPage(context),
                "result.php", new TaskPage(context),
                "prefs.php", new PreferencesPage(context),
                "account.php", new AccountPage(context, desk, gate, attempts),
                "weak_auth.php", new KeysPage(context),
                "logout.php", new LogOutPage(context, gate));
    }

    private Page closable(Page page, TriggerFiles triggers) {
        if (!(page instanceof FormPage form)) {
            return request -> triggers.webStopped() ? context.site().maintenance() : page.answer(request);
        }
        return new FormPage() {
            @Override
            public Reply answer(PageRequest request) throws Exception {
                return triggers.webStopped() ? context.site().maintenance() : form.answer(request);
            }

            @Override
            public Reply submit(PageRequest request) throws Exception {
                return triggers.webStopped() ? context.site().maintenance() : form.submit(request);
            }
        };
    }
}
