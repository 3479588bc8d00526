package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.Authenticators;
import org.muster.common.security.PasswordHashes;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.ClientReader;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;

/** Signing up, logging in and out, changing an account and its end, as a browser does it. */
final class AccountSiteTest {
    private static final String PASSWORD = "correct horse";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;

    private final TestBrowser browser = new TestBrowser(web);

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, database.config());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void whoever_signs_up_is_logged_in_and_the_client_opens_the_same_account_with_the_same_password() {
        String email = freshEmail();

        String home = signUp(email, "Zoë W");

        assertThat(home).contains("<h1>Zoë W</h1>").contains("Log out");
        String rpc = web.get("lookup_account.php?email_addr=" + email + "&passwd_hash="
                        + PasswordHashes.ofClient(PASSWORD, email))
                .body();
        assertThat(ClientReader.element(rpc, "authenticator")).isPresent();
        assertThat(user(email).get("passwd_hash").toString()).startsWith("pbkdf2-sha256$");
    }

    @Test
    void a_sign_up_that_cannot_be_says_why_and_keeps_what_was_typed() {
        String email = freshEmail();
        HttpResponse<String> different = browser.fill(
                "create_account_form.php",
                "passwd2",
                Map.of("email_addr", email, "user_name", "Ann", "passwd", PASSWORD, "passwd2", "another one"));
        HttpResponse<String> tooShort = browser.fill(
                "create_account_form.php",
                "passwd2",
                Map.of("email_addr", email, "user_name", "Ann", "passwd", "short", "passwd2", "short"));
        HttpResponse<String> badName = browser.fill(
                "create_account_form.php",
                "passwd2",
                Map.of("email_addr", email, "user_name", "<b>", "passwd", PASSWORD, "passwd2", PASSWORD));

        assertThat(different.statusCode()).isEqualTo(400);
        assertThat(different.body())
                .contains("not the same")
                .contains("value=\"" + email + "\"")
                .contains("value=\"Ann\"");
        assertThat(tooShort.body()).contains("at least 8 characters");
        assertThat(badName.body()).contains("value=\"&lt;b&gt;\"").doesNotContain("<b>\"");
        assertThat(count("email_addr = '" + email + "'")).isZero();
    }

    @Test
    void an_account_opens_to_its_password_only_and_a_wrong_one_does_not_tell_whether_there_is_an_account() {
        String email = freshEmail();
        signUp(email, "Ben");
        TestBrowser other = new TestBrowser(web);

        HttpResponse<String> wrong = other.logIn(email, "wrong horse");
        HttpResponse<String> nobody = other.logIn("nobody@example.invalid", "wrong horse");

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("or the password is wrong");
        assertThat(nobody.body().replaceAll("value=\"[^\"]*\"", ""))
                .isEqualTo(wrong.body().replaceAll("value=\"[^\"]*\"", ""));
        assertThat(other.cookie("muster_session")).isEmpty();
        assertThat(other.logIn(email.toUpperCase(Locale.ROOT), PASSWORD).statusCode())
                .isEqualTo(303);
        assertThat(other.page("home.php")).contains("<h1>Ben</h1>");
    }

    @Test
    void whoever_is_not_logged_in_is_led_to_the_log_in_and_from_there_to_where_they_wanted() {
        String email = freshEmail();
        signUp(email, "Cleo");
        TestBrowser other = new TestBrowser(web);

        HttpResponse<String> led = other.get("prefs.php?subset=project");
        assertThat(led.statusCode()).isEqualTo(303);
        String logIn = led.headers().firstValue("location").orElseThrow();
        String arrived = other.filled(logIn, "passwd", Map.of("email_addr", email, "passwd", PASSWORD));

        assertThat(arrived).contains("<h1>Project preferences</h1>");
    }

    @Test
    void a_session_ends_by_logging_out_and_its_token_is_nowhere_in_the_database() {
        String email = freshEmail();
        signUp(email, "Dan");
        TestBrowser second = new TestBrowser(web);
        second.logIn(email, PASSWORD);
        String token = browser.cookie("muster_session");
        assertThat(token).matches("[0-9a-f]{64}");
        long kept = database.work()
                .read(handle -> WorkFixture.count(handle, "web_session", "token_digest = '" + token + "'"));
        assertThat(kept).isZero();

        browser.filled("home.php", "Log out", Map.of("where", "here"));
        assertThat(browser.get("home.php").statusCode()).isEqualTo(303);
        assertThat(second.get("home.php").statusCode()).isEqualTo(200);
        browser.logIn(email, PASSWORD);
        second.filled("logout.php", "everywhere", Map.of("where", "everywhere"));
        assertThat(browser.get("home.php").statusCode()).isEqualTo(303);
    }

    @Test
    void a_form_that_was_not_shown_to_this_browser_changes_nothing() {
        String email = freshEmail();
        signUp(email, "Eve");
        Map<String, String> change = Map.of(
                "what",
                "profile",
                "user_name",
                "Mallory",
                "country",
                "",
                "url",
                "",
                "venue",
                "",
                "form_key",
                "0".repeat(64));

        assertThat(browser.post("account.php", change).statusCode()).isEqualTo(403);
        HttpResponse<String> elsewhere = browser.post("account.php", change, "Origin", "https://evil.example");
        assertThat(elsewhere.statusCode()).isEqualTo(403);
        assertThat(browser.post("account.php", Map.of("what", "profile")).statusCode())
                .isEqualTo(403);
        assertThat(user(email)).containsEntry("name", "Eve");
    }

    @Test
    void a_shown_form_is_refused_when_another_site_sends_it() {
        String email = freshEmail();
        signUp(email, "Finn");
        String html = browser.page("account.php");
        String key = html.replaceAll("(?s).*?name=\"form_key\" value=\"([0-9a-f]+)\".*", "$1");
        Map<String, String> change = Map.of(
                "what", "profile", "user_name", "Mallory", "country", "", "url", "", "venue", "", "form_key", key);

        assertThat(browser.post("account.php", change, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("account.php", change, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(user(email)).containsEntry("name", "Finn");
        assertThat(browser.post("account.php", change, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
        assertThat(user(email)).containsEntry("name", "Mallory");
    }

    @Test
    void another_password_needs_the_present_one_kills_weak_keys_and_logs_out_elsewhere() {
        String email = freshEmail();
        signUp(email, "Gil");
        TestBrowser elsewhere = new TestBrowser(web);
        elsewhere.logIn(email, PASSWORD);
        String weak = weakKey(email);
        assertThat(browser.page("weak_auth.php")).contains(weak);

        String refused = browser.filled(
                "account.php",
                "new_passwd2",
                Map.of("passwd", "wrong", "new_passwd", "battery staple", "new_passwd2", "battery staple"));
        assertThat(refused).contains("The password is wrong. Nothing was changed.");
        String changed = browser.filled(
                "account.php",
                "new_passwd2",
                Map.of("passwd", PASSWORD, "new_passwd", "battery staple", "new_passwd2", "battery staple"));

        assertThat(changed).contains("Your changes were saved.");
        assertThat(elsewhere.get("home.php").statusCode()).isEqualTo(303);
        assertThat(elsewhere.logIn(email, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(elsewhere.logIn(email, "battery staple").statusCode()).isEqualTo(303);
        assertThat(weakKey(email)).isNotEqualTo(weak);
    }

    @Test
    void another_address_keeps_the_password_and_the_old_one_stays_taken_for_a_week() {
        String email = freshEmail();
        String next = freshEmail();
        signUp(email, "Hal");
        String taken = freshEmail();
        signUp(taken, "Ida");
        browser.logIn(email, PASSWORD);

        assertThat(browser.filled("account.php", "New address", Map.of("passwd", PASSWORD, "email_addr", taken)))
                .contains("cannot be used");
        assertThat(browser.filled("account.php", "New address", Map.of("passwd", PASSWORD, "email_addr", next)))
                .contains("<b>" + next + "</b>");
        assertThat(new TestBrowser(web).logIn(next, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(new TestBrowser(web).logIn(email, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(web.get("create_account.php?email_addr=" + email + "&passwd_hash="
                                + PasswordHashes.ofClient(PASSWORD, email) + "&user_name=New")
                        .body())
                .contains("-137");
    }

    @Test
    void a_deleted_account_leaves_nothing_that_says_whose_it_was_and_its_tasks_go_to_others() {
        String email = freshEmail();
        signUp(email, "Joe");
        long id = ((Number) user(email).get("id")).longValue();
        String cpid =
                PasswordHashes.ofClient(user(email).get("cross_project_id").toString(), email);
        long[] rows = database.work().transact(handle -> {
            handle.execute("update user set total_credit = 7, global_prefs = '<x/>' where id = ?", id);
            long app = WorkFixture.app(handle, "deletion");
            long host = WorkFixture.host(handle, id, "joes-desk");
            handle.execute("update host set host_cpid = 'cafe', last_ip_addr = '10.1.2.3' where id = ?", host);
            long workunit = WorkFixture.row(
                    handle, "workunit", Map.of("appid", app, "name", "w", "transition_time", 4_000_000_000L));
            long held = WorkFixture.result(handle, workunit, app, "w_0", 4, Map.of("hostid", host, "userid", id));
            return new long[] {host, workunit, held};
        });

        assertThat(browser.filled("account.php", "Delete my account", Map.of("passwd", PASSWORD)))
                .contains("tick the box");
        browser.filled("account.php", "Delete my account", Map.of("passwd", PASSWORD, "sure", "1"));

        assertThat(browser.get("home.php").statusCode()).isEqualTo(303);
        assertThat(new TestBrowser(web).logIn(email, PASSWORD).statusCode()).isEqualTo(400);
        Map<String, Object> row = database.work()
                .read(handle -> handle.createQuery("select * from user where id = :id")
                        .bind("id", id)
                        .mapToMap()
                        .one());
        assertThat(row.toString()).doesNotContain(email).doesNotContain("Joe").contains("deleted");
        assertThat(row).containsEntry("total_credit", 7.0).containsEntry("passwd_hash", "");
        database.work().read(handle -> {
            assertThat(WorkFixture.count(
                            handle, "user_deleted", "userid = " + id + " and public_cross_project_id = '" + cpid + "'"))
                    .isEqualTo(1);
            assertThat(WorkFixture.count(
                            handle, "host_deleted", "hostid = " + rows[0] + " and public_cross_project_id = 'cafe'"))
                    .isEqualTo(1);
            assertThat(WorkFixture.count(
                            handle, "host", "id = " + rows[0] + " and domain_name = 'deleted' and last_ip_addr = ''"))
                    .isEqualTo(1);
            assertThat(WorkFixture.count(handle, "result", "id = " + rows[2] + " and server_state = 5 and outcome = 7"))
                    .isEqualTo(1);
            assertThat(WorkFixture.count(
                            handle, "workunit", "id = " + rows[1] + " and transition_time <= unix_timestamp()"))
                    .isEqualTo(1);
            return true;
        });
    }

    @Test
    void consent_to_statistics_is_asked_for_only_when_the_project_asks_and_each_answer_is_kept() {
        String email = freshEmail();
        signUp(email, "Kim");
        assertThat(browser.page("account.php")).doesNotContain("Statistics of other sites");
        database.work()
                .write(handle -> handle.execute("update consent_type set enabled = 1 where shortname = 'STATSEXPORT'"));
        try {
            browser.filled("account.php", "public statistics", Map.of("statistics", "1"));
            browser.filled("account.php", "public statistics", Map.of());
        } finally {
            database.work()
                    .write(handle ->
                            handle.execute("update consent_type set enabled = 0 where shortname = 'STATSEXPORT'"));
        }
        List<Integer> answers = database.work()
                .read(handle -> handle.createQuery("select consent_flag from consent where userid = :id order by id")
                        .bind("id", user(email).get("id"))
                        .mapTo(Integer.class)
                        .list());
        assertThat(answers).containsExactly(1, 0);
    }

    @Test
    void terms_of_use_must_be_agreed_to_and_the_agreement_is_kept() throws IOException {
        Path terms = directory.resolve("terms_of_use.txt");
        Files.writeString(terms, "Be <kind>.");
        try {
            String email = freshEmail();
            Map<String, String> typed =
                    Map.of("email_addr", email, "user_name", "Lea", "passwd", PASSWORD, "passwd2", PASSWORD);
            assertThat(browser.page("create_account_form.php")).contains("Be &lt;kind&gt;.");
            assertThat(browser.fill("create_account_form.php", "terms", typed).body())
                    .contains("agrees to the terms");
            Map<String, String> agreed = new HashMap<>(typed);
            agreed.put("terms", "1");
            assertThat(browser.fill("create_account_form.php", "terms", agreed).statusCode())
                    .isEqualTo(303);
            long agreements = database.work()
                    .read(handle -> WorkFixture.count(
                            handle,
                            "consent c join consent_type t on t.id = c.consent_type_id",
                            "t.shortname = 'ENROLL' and c.userid = "
                                    + user(email).get("id")));
            assertThat(agreements).isEqualTo(1);
        } finally {
            Files.delete(terms);
        }
    }

    private String signUp(String email, String name) {
        return browser.filled(
                "create_account_form.php",
                "passwd2",
                Map.of("email_addr", email, "user_name", name, "passwd", PASSWORD, "passwd2", PASSWORD));
    }

    private static String weakKey(String email) {
        Map<String, Object> row = user(email);
        return Authenticators.weak(
                ((Number) row.get("id")).longValue(),
                row.get("authenticator").toString(),
                row.get("passwd_hash").toString());
    }

    private static String freshEmail() {
        return "person" + NUMBER.incrementAndGet() + "@example.invalid";
    }

    private static Map<String, Object> user(String email) {
        return database.work()
                .read(handle -> handle.createQuery("select * from user where email_addr = :email")
                        .bind("email", email)
                        .mapToMap()
                        .one());
    }

    private static long count(String where) {
        return database.work().read(handle -> WorkFixture.count(handle, "user", where));
    }
}
