package org.muster.web.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.Authenticators;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;

/** Leaderboards, teams, profiles, applications, and the feed of a volunteer's clients. */
final class CommunityTest {
    /** As a table of rows also on MySQL 9, which draws a tree unless told; MariaDB passes over what is for MySQL only. */
    private static final String EXPLAIN = "explain /*!80032 format=traditional */ ";

    private static final Pattern FORM = Pattern.compile("<form method=\"post\"");
    private static final Pattern KEY =
            Pattern.compile("<input type=\"hidden\" name=\"form_key\" value=\"[0-9a-f]{64}\">");

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    private final TestBrowser browser = new TestBrowser(web);

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, database.config());
        long now = Instant.now().getEpochSecond();
        database.work().write(handle -> {
            credit(handle, "ada", 100, 5, now);
            credit(handle, "bob", 50, 9, now);
            credit(handle, "gone", 999, 99, now);
            WorkFixture.user(handle, "lazy");
            handle.execute("update user set authenticator = 'deleted_1_x' where name = 'gone'");
            long app = WorkFixture.app(handle, "Spikes");
            WorkFixture.appVersion(handle, app, WorkFixture.platform(handle, "x86_64-pc-linux-gnu"), 105, "<x/>");
            WorkFixture.row(handle, "news", Map.of("title", "Hello", "body", "World", "published_at", now));
        });
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void leaderboards_are_by_recent_or_total_credit_without_those_who_have_none_or_are_gone() {
        String total = web.getUntil("top_users.php?sort_by=total_credit", page -> page.contains("ada"));
        assertThat(total.indexOf("ada")).isLessThan(total.indexOf("bob"));
        assertThat(total).doesNotContain("lazy", "gone");
        String recent = web.getUntil("top_users.php", page -> page.contains("ada"));
        assertThat(recent.indexOf("bob")).isLessThan(recent.indexOf("ada"));
        assertThat(web.getUntil("top_hosts.php?sort_by=total_credit", page -> page.contains("Computer")))
                .doesNotContain("adas-desk");
        assertThat(web.getUntil("top_teams.php", page -> page.contains("Nobody has credit yet")))
                .contains("Teams");
    }

    @Test
    void a_leaderboard_is_read_along_an_index() {
        for (String table : List.of("user", "host", "team")) {
            for (String column : List.of("total_credit", "expavg_credit")) {
                List<String> used = database.work()
                        .read(handle -> handle.createQuery(
                                        EXPLAIN + "select id from " + table + " force index (" + table
                                                + (column.startsWith("t") ? "_tot" : "_avg") + ") where " + column
                                                + " > 0 order by " + column + " desc limit 500")
                                .map((row, context) -> row.getString("key") + " " + row.getString("Extra"))
                                .list());
                assertThat(used)
                        .singleElement()
                        .asString()
                        .startsWith(table + "_")
                        .doesNotContain("filesort");
            }
        }
    }

    @Test
    void a_profile_shows_no_address_and_only_the_computers_of_those_who_show_them() {
        long ada = id("ada");
        assertThat(browser.page("show_user.php?userid=" + ada))
                .contains("<h1>ada</h1>")
                .doesNotContain("@", "Computer ");
        database.work().write(handle -> handle.execute("update user set show_hosts = 1 where id = ?", ada));
        assertThat(browser.page("show_user.php?userid=" + ada))
                .contains("Computer ")
                .doesNotContain("adas-desk");
        assertThat(browser.get("show_user.php?userid=" + id("gone")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_team_is_founded_found_joined_and_left_and_its_number_of_members_is_right() {
        signUp(browser, "founder");
        String page = browser.filled(
                "team_create_form.php",
                "Found it",
                Map.of("name", "Kitchen 1%", "description", "<i>we</i>", "joinable", "1"));
        assertThat(page).contains("<h1>Kitchen 1%</h1>", "&lt;i&gt;we&lt;/i&gt;", "(founder)");
        long team = database.work()
                .read(handle -> handle.createQuery("select id from team where name = 'Kitchen 1%'")
                        .mapTo(Long.class)
                        .one());
        TestBrowser mate = new TestBrowser(web);
        signUp(mate, "mate");
        assertThat(mate.page("team.php?q=Kitch")).contains("Kitchen 1%");
        assertThat(mate.page("team.php?q=%25")).contains("No team");
        mate.filled("team_display.php?teamid=" + team, "Join the team", Map.of("what", "join"));
        mate.filled("team_display.php?teamid=" + team, "Leave the team", Map.of("what", "nothing"));
        assertThat(members(team)).isEqualTo(2);
        assertThat(mate.page("team_display.php?teamid=" + team)).doesNotContain("Change the team");
        mate.filled("team_display.php?teamid=" + team, "Leave the team", Map.of("what", "leave"));
        assertThat(members(team)).isEqualTo(1);
        String taken = mate.filled("team_create_form.php", "Found it", Map.of("name", "kitchen 1%"));
        assertThat(taken).contains("There is a team of this name already.");
        browser.filled("team_display.php?teamid=" + team, "value=\"save\"", Map.of("what", "save", "name", "Cellar"));
        assertThat(mate.page("team_display.php?teamid=" + team)).contains("<h1>Cellar</h1>", "takes no members");
    }

    @Test
    void applications_are_shown_with_their_platforms_and_versions() {
        assertThat(web.getUntil("apps.php", page -> page.contains("Spikes"))).contains("1.05", "x86_64-pc-linux-gnu");
    }

    @Test
    void a_client_gets_the_news_by_the_volunteers_notice_key_and_by_no_other() {
        long ada = id("ada");
        String key = Authenticators.noticeKey(ada, WorkFixture.authenticator("ada"), "");
        String weak = Authenticators.weak(ada, WorkFixture.authenticator("ada"), "");
        assertThat(web.getUntil(
                        "notices.php?userid=" + ada + "&auth=" + key, rss -> rss.contains("<title>Hello</title>")))
                .contains("<guid", "<pubDate>");
        assertThat(web.get("notices.php?userid=" + ada + "&auth=" + weak).body())
                .contains("<error_num>-155</error_num>");
        assertThat(web.get("notices.php?userid=" + ada).body()).contains("-155").doesNotContain("Hello");
    }

    @Test
    void every_form_that_changes_something_carries_a_key_and_no_page_has_a_script_or_a_style_of_its_own() {
        signUp(browser, "walker");
        for (String address : List.of(
                "home.php",
                "account.php",
                "weak_auth.php",
                "logout.php",
                "prefs.php?subset=global",
                "prefs.php?subset=project",
                "prefs.php?venue=home",
                "team_create_form.php",
                "hosts_user.php",
                "results.php",
                "login_form.php",
                "create_account_form.php",
                "news.php",
                "top_users.php",
                "top_hosts.php",
                "top_teams.php",
                "team.php",
                "apps.php",
                "")) {
            String page = browser.page(address);
            assertThat(KEY.matcher(page).results().count())
                    .as(address)
                    .isEqualTo(FORM.matcher(page).results().count());
            assertThat(page)
                    .as(address)
                    .doesNotContain("<script", "style=\"", "javascript:")
                    .contains("lang=\"en\"");
        }
    }

    private static void signUp(TestBrowser who, String name) {
        who.filled(
                "create_account_form.php",
                "passwd2",
                Map.of(
                        "email_addr",
                        name + "@example.org",
                        "user_name",
                        name,
                        "passwd",
                        "quite secret",
                        "passwd2",
                        "quite secret"));
    }

    private static void credit(Handle handle, String name, double total, double recent, long now) {
        long user = WorkFixture.user(handle, name);
        long host = WorkFixture.host(handle, user, name + "s-desk");
        handle.execute(
                "update user set total_credit = ?, expavg_credit = ?, expavg_time = ? where id = ?",
                total,
                recent,
                now,
                user);
        handle.execute(
                "update host set total_credit = ?, expavg_credit = ?, expavg_time = ? where id = ?",
                total,
                recent,
                now,
                host);
    }

    private static long id(String name) {
        return database.work()
                .read(handle -> handle.createQuery("select id from user where name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one());
    }

    private static int members(long team) {
        return database.work()
                .read(handle -> handle.createQuery("select nusers from team where id = :id")
                        .bind("id", team)
                        .mapTo(Integer.class)
                        .one());
    }
}
