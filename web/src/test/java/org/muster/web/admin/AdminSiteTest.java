package org.muster.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.WebConfig;
import org.muster.common.store.BlockedWork;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;
import org.muster.web.account.LogInPage;
import org.muster.web.account.Passwords;
import org.muster.web.http.DelayedReplies;
import org.muster.web.limit.Attempts;
import org.muster.web.page.PageContext;
import org.muster.web.session.Sessions;

/** The administrator's pages, and that nobody else gets to them. */
final class AdminSiteTest {
    private static final String PASSWORD = "an administrator's password";

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    private final TestBrowser browser = new TestBrowser(web);

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, database.config(), new WebConfig(PASSWORD, false, null, 6));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @BeforeEach
    void nobody_has_a_name_yet() {
        database.work().write(handle -> {
            handle.execute("delete from administrator");
            handle.execute("delete from administrator_change");
            handle.execute("delete from news");
        });
    }

    /** All addresses, from where they are registered: a page that is added is walked to as well. */
    private static Set<String> addresses() {
        InstantSource clock = InstantSource.system();
        PageContext context = new PageContext(database.work(), clock, null, null);
        return AdminPages.of(
                        context,
                        new Sessions(database.work(), clock),
                        new AdminEntrance(
                                new Attempts(new WebConfig(PASSWORD, false, null, null), clock),
                                new Passwords(),
                                new LogInPage.Delay(new DelayedReplies(1), Duration.ZERO),
                                PASSWORD))
                .keySet();
    }

    @Test
    void without_the_administrators_log_in_every_address_leads_to_it_and_every_form_is_refused() {
        database.work().write(handle -> {
            BlockedWork.block(handle, "validator", 77, "unreadable", 1);
            WorkFixture.host(handle, WorkFixture.user(handle, "victim"), "victims-desk");
        });
        TestBrowser volunteer = new TestBrowser(web);
        volunteer.filled(
                "create_account_form.php",
                "passwd2",
                Map.of(
                        "email_addr",
                        "v@example.invalid",
                        "user_name",
                        "V",
                        "passwd",
                        "volunteer's",
                        "passwd2",
                        "volunteer's"));
        String key = volunteer.page("account.php").replaceAll("(?s).*?name=\"form_key\" value=\"([0-9a-f]+)\".*", "$1");

        assertThat(addresses()).hasSize(7).contains("admin/", "admin/login", "admin/news", "admin/changes");
        for (String address : addresses()) {
            if (address.equals("admin/login")) {
                continue;
            }
            for (TestBrowser whoever : new TestBrowser[] {browser, volunteer}) {
                HttpResponse<String> seen = whoever.get(address);
                assertThat(seen.statusCode()).as(address).isEqualTo(303);
                assertThat(seen.headers().firstValue("location")).contains("login");
                assertThat(seen.body()).isEmpty();
            }
            Map<String, String> everything = Map.of(
                    "form_key",
                    key,
                    "queue",
                    "validator",
                    "row",
                    "all",
                    "host",
                    "1",
                    "what",
                    "shut out",
                    "user",
                    "1",
                    "title",
                    "Lies",
                    "body",
                    "Lies",
                    "consent",
                    "1");
            HttpResponse<String> sent = volunteer.post(address, everything);
            assertThat(sent.statusCode()).as(address).isIn(303, 403);
            assertThat(sent.body()).doesNotContain("victim", "validator");
            assertThat(browser.post(address, everything).statusCode())
                    .as(address)
                    .isEqualTo(403);
        }
        database.work().read(handle -> {
            assertThat(WorkFixture.count(handle, "blocked_work", "row_id = 77")).isEqualTo(1);
            assertThat(WorkFixture.count(handle, "host", "max_results_day = -1"))
                    .isZero();
            assertThat(WorkFixture.count(handle, "news", "title = 'Lies'")).isZero();
            assertThat(WorkFixture.count(handle, "consent_type", "enabled <> 0"))
                    .isZero();
            return true;
        });
        assertThat(volunteer.get("home.php").statusCode()).as("still logged in").isEqualTo(200);
    }

    @Test
    void a_volunteers_session_is_not_an_administrators_even_in_the_administrators_cookie() {
        TestBrowser volunteer = new TestBrowser(web);
        volunteer.filled(
                "create_account_form.php",
                "passwd2",
                Map.of(
                        "email_addr",
                        "w@example.invalid",
                        "user_name",
                        "W",
                        "passwd",
                        "volunteer's",
                        "passwd2",
                        "volunteer's"));
        HttpResponse<String> reply = web.get("admin/", "Cookie", "muster_admin=" + volunteer.cookie("muster_session"));
        assertThat(reply.statusCode()).isEqualTo(303);
    }

    @Test
    void work_set_aside_is_shown_with_its_reason_and_let_go_again() {
        database.work().write(handle -> {
            BlockedWork.block(handle, "assimilator", 5, "no <science> database", 1);
            BlockedWork.block(handle, "assimilator", 6, "other", 1);
        });
        logIn();
        assertThat(browser.page("admin/blocked"))
                .contains("no &lt;science&gt; database")
                .contains("assimilator 5");
        browser.filled("admin/blocked", "value=\"5\"", Map.of("row", "5"));
        assertThat(browser.page("admin/blocked"))
                .doesNotContain("assimilator 5")
                .contains("assimilator 6");
        browser.filled("admin/blocked", "Retry all of assimilator", Map.of("row", "all"));
        assertThat(browser.page("admin/blocked")).doesNotContain("assimilator");
    }

    @Test
    void a_computer_is_shut_out_and_let_in_again() {
        long host = database.work()
                .transact(handle -> WorkFixture.host(handle, WorkFixture.user(handle, "noisy"), "noisy-desk"));
        logIn();
        browser.filled("admin/hosts?q=" + host, "Shut it out", Map.of("what", "shut out"));
        assertThat(quota(host)).isEqualTo(-1);
        assertThat(browser.page("admin/hosts")).contains("noisy-desk");
        browser.filled("admin/hosts?q=" + host, "Let it in again", Map.of("what", "let in"));
        assertThat(quota(host)).isZero();
        assertThat(browser.page("admin/users?q=noisy@example.invalid")).contains("<h2>noisy</h2>");
    }

    @Test
    void news_are_written_changed_and_taken_back_and_read_by_people_and_feeds() {
        logIn();
        browser.filled("admin/news", "Publish", Map.of("title", "We <moved>", "body", "One.\n\nTwo: größer."));
        assertThat(web.getUntil("news.php", page -> page.contains("We &lt;moved&gt;")))
                .contains("<p>Two: größer.</p>");
        String feed = web.getUntil("rss_main.php", rss -> rss.contains("We &lt;moved&gt;"));
        assertThat(feed)
                .contains("<rss version=\"2.0\">")
                .contains("<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two: größer.&lt;/p&gt;</description>")
                .containsPattern("<pubDate>\\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT</pubDate>");
        long id = database.work()
                .read(handle -> handle.createQuery("select max(id) from news")
                        .mapTo(Long.class)
                        .one());
        browser.filled(
                "admin/news?id=" + id, "Save", Map.of("what", "save", "title", "We stayed", "body", "After all."));
        assertThat(browser.page("admin/news")).contains("We stayed");
        browser.filled("admin/news", "Take it back", Map.of("what", "remove"));
        assertThat(web.getUntil("news.php", page -> page.contains("There is none.")))
                .doesNotContain("We ");
    }

    @Test
    void a_guesser_is_stopped_after_some_wrong_passwords_even_by_the_right_one() throws IOException {
        try (RunningWeb other = RunningWeb.start(
                directory.resolve("guesser"), database.config(), new WebConfig(PASSWORD, false, null, 3))) {
            TestBrowser guesser = new TestBrowser(other);
            for (int i = 0; i < 3; i++) {
                assertThat(guesser.fill("admin/login", "passwd", Map.of("passwd", "guess " + i))
                                .body())
                        .contains("The name or the password is wrong.");
            }
            assertThat(guesser.fill("admin/login", "passwd", Map.of("passwd", PASSWORD))
                            .body())
                    .contains("Too many attempts. Please wait");
        }
    }

    @Test
    void each_administrator_comes_in_by_name_and_password_and_what_they_change_is_noted_with_their_name() {
        administrators().add("ada", "ada's own password", "test");
        administrators().add("grace", "grace's own password", "test");
        long host = database.work()
                .transact(handle -> WorkFixture.host(handle, WorkFixture.user(handle, "loud"), "loud-desk"));
        assertThat(logIn(browser, "ada", "grace's own password")).contains("The name or the password is wrong.");
        assertThat(logIn(browser, "nobody", "ada's own password")).contains("The name or the password is wrong.");

        assertThat(logIn(browser, " Ada ", "ada's own password")).contains("You are logged in as <b>ada</b>");
        browser.filled("admin/hosts?q=" + host, "Shut it out", Map.of("what", "shut out"));
        browser.filled("admin/news", "Publish", Map.of("title", "By <Ada>", "body", "One."));
        browser.post("admin/hosts", Map.of("host", Long.toString(host), "what", "let in"));
        TestBrowser other = new TestBrowser(web);
        logIn(other, "grace", "grace's own password");
        other.filled("admin/hosts?q=" + host, "Let it in again", Map.of("what", "let in"));

        List<String> noted = database.work()
                .read(handle -> handle.createQuery("""
                        select concat(administrator, ': ', action, ' ', subject)
                        from administrator_change where action not like '%administrator' order by id desc limit 5
                        """).mapTo(String.class).list());
        assertThat(noted)
                .containsExactly(
                        "grace: let in again computer " + host,
                        "grace: logged in from 127.0.0.1",
                        "ada: published the news By <Ada>",
                        "ada: shut out computer " + host,
                        "ada: logged in from 127.0.0.1");
        assertThat(other.page("admin/changes"))
                .contains("<b>ada</b>", "shut out computer " + host, "published the news By &lt;Ada&gt;")
                .contains("<b>test</b>", "added administrator grace");
    }

    @Test
    void whoever_is_removed_or_gets_another_password_is_out_at_once() {
        administrators().add("mary", "mary's first password", "test");
        TestBrowser second = new TestBrowser(web);
        logIn(browser, "mary", "mary's first password");
        logIn(second, "mary", "mary's first password");
        assertThat(second.get("admin/").statusCode()).isEqualTo(200);

        assertThat(administrators().setPassword("mary", "mary's second password", "test"))
                .isTrue();
        assertThat(second.get("admin/").statusCode()).isEqualTo(303);
        assertThat(logIn(browser, "mary", "mary's first password")).contains("The name or the password is wrong.");
        assertThat(logIn(browser, "mary", "mary's second password")).contains("<h1>Overview</h1>");

        assertThat(administrators().remove("mary", "test")).isTrue();
        assertThat(browser.get("admin/").statusCode()).isEqualTo(303);
        assertThat(logIn(browser, "mary", "mary's second password")).contains("The name or the password is wrong.");
        assertThat(administrators().remove("mary", "test")).as("again").isFalse();
    }

    @Test
    void a_log_in_that_was_checked_before_the_password_was_changed_begins_no_session() {
        administrators().add("slow", "slow's first password", "test");
        Administrators.Stored seen = administrators().byName("slow").orElseThrow();
        administrators().setPassword("slow", "slow's second password", "test");

        assertThat(administrators().enter(seen, "127.0.0.1")).isEmpty();
        assertThat(administrators().add("slow", "another's password", "test"))
                .as("the name is taken")
                .isFalse();
    }

    @Test
    void the_password_of_the_configuration_goes_on_working_under_a_name_of_its_own_that_nobody_can_take() {
        assertThat(logIn(browser, "administrator", PASSWORD))
                .contains("You are logged in as <b>administrator</b>", "bin/muster administrator add NAME");
        assertThat(Administrator.mayBeCalled("administrator")).isFalse();
        assertThat(Administrator.mayBeCalled("ada.l-2")).isTrue();
        assertThat(Administrator.mayBeCalled("2ada")).isFalse();
        assertThat(Administrator.mayBeCalled("a b")).isFalse();
    }

    @Test
    void an_administrator_who_is_added_finds_the_pages_without_a_restart_and_no_password_in_the_configuration()
            throws IOException {
        try (RunningWeb other =
                RunningWeb.start(directory.resolve("later"), database.config(), new WebConfig(null, false, 0, 0))) {
            assertThat(other.get("admin/login").statusCode()).isEqualTo(404);
            administrators().add("ada", "ada's own password", "test");

            TestBrowser ada = new TestBrowser(other);
            assertThat(logIn(ada, "ada", "ada's own password")).contains("<h1>Overview</h1>");
            assertThat(logIn(new TestBrowser(other), "administrator", ""))
                    .contains("The name or the password is wrong.");
        }
    }

    @Test
    void without_a_password_in_the_configuration_there_are_no_such_pages() throws IOException {
        try (RunningWeb other = RunningWeb.start(directory.resolve("none"), database.config())) {
            assertThat(addresses())
                    .allSatisfy(address ->
                            assertThat(other.get(address).statusCode()).isEqualTo(404));
        }
    }

    private static Administrators administrators() {
        return new Administrators(database.work(), InstantSource.system());
    }

    private static String logIn(TestBrowser browser, String name, String password) {
        return browser.filled("admin/login", "passwd", Map.of("name", name, "passwd", password));
    }

    private void logIn() {
        assertThat(browser.filled("admin/login", "passwd", Map.of("passwd", PASSWORD)))
                .contains("<h1>Overview</h1>");
    }

    private static int quota(long host) {
        return database.work()
                .read(handle -> handle.createQuery("select max_results_day from host where id = :id")
                        .bind("id", host)
                        .mapTo(Integer.class)
                        .one());
    }
}
