package org.muster.web.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.PasswordHashes;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;

/** Preferences from the form to the row that the scheduler sends; and the venues, computers and tasks beside them. */
final class PreferencesPageTest {
    private static final String EMAIL = "pia@example.invalid";

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    private static RunningWeb web;
    private static TestBrowser browser;
    private static long user;
    private static long host;
    private static long result;

    @BeforeAll
    static void start() throws IOException {
        web = RunningWeb.start(directory, database.config());
        database.work().write(handle -> {
            user = WorkFixture.user(handle, "pia");
            handle.execute(
                    "update user set passwd_hash = ? where id = ?",
                    PasswordHashes.ofClient("pia's secret", EMAIL),
                    user);
            WorkFixture.app(handle, "first");
            WorkFixture.app(handle, "second");
            host = WorkFixture.host(handle, user, "pias-desk");
            long workunit = WorkFixture.row(handle, "workunit", Map.of("appid", 1, "name", "w", "min_quorum", 2));
            result = WorkFixture.result(
                    handle,
                    workunit,
                    1,
                    "w_0",
                    5,
                    Map.of(
                            "hostid",
                            host,
                            "userid",
                            user,
                            "outcome",
                            3,
                            "client_state",
                            3,
                            "exit_status",
                            197,
                            "stderr_out",
                            "<b>late</b>"));
            WorkFixture.result(
                    handle,
                    workunit,
                    1,
                    "w_1",
                    4,
                    Map.of("hostid", host, "userid", user, "report_deadline", 4_000_000_000L));
        });
        browser = new TestBrowser(web);
        browser.logIn(EMAIL, "pia's secret");
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void computing_preferences_reach_the_row_with_the_time_of_their_change_and_a_venue_has_its_own() {
        String saved = browser.filled(
                "prefs.php?subset=global",
                "max_ncpus_pct",
                Map.of("what", "save", "max_ncpus_pct", "60", "run_on_batteries", "1"));
        assertThat(saved).contains("Saved.").contains("name=\"max_ncpus_pct\" type=\"text\" value=\"60\"");
        assertThat(stored("global_prefs"))
                .matches("(?s)<global_preferences>\n<mod_time>[0-9]{10}</mod_time>\n.*")
                .contains("<max_ncpus_pct>60</max_ncpus_pct>\n", "<run_on_batteries>1</run_on_batteries>\n");

        assertThat(browser.page("prefs.php?subset=global&venue=work")).contains("Computers at work go by what is set");
        browser.filled("prefs.php?subset=global&venue=work", "Set something else", Map.of("what", "own"));
        browser.filled(
                "prefs.php?subset=global&venue=work", "max_ncpus_pct", Map.of("what", "save", "max_ncpus_pct", "20"));
        assertThat(stored("global_prefs"))
                .containsPattern("(?s)<venue name=\"work\">\n.*<max_ncpus_pct>20</max_ncpus_pct>");
        assertThat(browser.page("prefs.php?subset=global")).contains("value=\"60\"");

        browser.filled("prefs.php?subset=global&venue=work", "Go by what is set", Map.of("what", "general"));
        assertThat(stored("global_prefs")).doesNotContain("<venue").contains("<max_ncpus_pct>60</max_ncpus_pct>");
    }

    @Test
    void an_impossible_answer_is_refused_by_name_and_nothing_is_stored() {
        String before = stored("project_prefs");
        String refused = browser.filled(
                "prefs.php?subset=project", "resource_share", Map.of("what", "save", "resource_share", "lots"));
        assertThat(refused)
                .contains("Resource share")
                .contains("must be a number")
                .contains("value=\"lots\"");
        assertThat(stored("project_prefs")).isEqualTo(before);
    }

    @Test
    void chosen_applications_stand_where_the_scheduler_looks_for_them_and_what_applications_put_there_stays() {
        database.work()
                .write(handle -> handle.execute(
                        "update user set project_prefs = '<project_preferences>\n<project_specific>\n<color>blue</color>\n</project_specific>\n</project_preferences>\n' where id = ?",
                        user));
        Map<String, String> answers = new HashMap<>(Map.of("what", "save", "resource_share", "250", "app_2", "1"));
        browser.filled("prefs.php?subset=project", "resource_share", answers);
        assertThat(stored("project_prefs"))
                .contains("<resource_share>250</resource_share>\n")
                .contains(
                        "<color>blue</color>\n<app_id>2</app_id>\n<allow_non_preferred_apps>0</allow_non_preferred_apps>\n</project_specific>")
                .doesNotContain("<app_id>1</app_id>");
        answers.put("app_1", "1");
        browser.filled("prefs.php?subset=project", "resource_share", answers);
        assertThat(stored("project_prefs")).contains("<color>blue</color>").doesNotContain("<app_id>");
    }

    @Test
    void a_computer_is_moved_to_a_venue_by_its_owner_only() {
        assertThat(browser.page("hosts_user.php")).contains("pias-desk");
        browser.filled("show_host_detail.php?hostid=" + host, "Venue", Map.of("venue", "school"));
        assertThat(venue()).isEqualTo("school");
        String stranger = "sue@example.invalid";
        TestBrowser other = new TestBrowser(web);
        other.filled(
                "create_account_form.php",
                "passwd2",
                Map.of(
                        "email_addr",
                        stranger,
                        "user_name",
                        "Sue",
                        "passwd",
                        "sue's secret",
                        "passwd2",
                        "sue's secret"));
        assertThat(other.get("show_host_detail.php?hostid=" + host).statusCode())
                .isEqualTo(404);
        assertThat(other.get("results.php?hostid=" + host).statusCode()).isEqualTo(404);
        assertThat(other.get("result.php?resultid=" + result).statusCode()).isEqualTo(404);
        String key = other.page("account.php").replaceAll("(?s).*?name=\"form_key\" value=\"([0-9a-f]+)\".*", "$1");
        other.post("show_host_detail.php?hostid=" + host, Map.of("venue", "home", "form_key", key));
        assertThat(venue()).isEqualTo("school");
    }

    @Test
    void tasks_are_shown_with_the_reason_of_their_state_and_what_the_program_wrote() {
        assertThat(browser.page("results.php")).contains("Took too long", "w_0", "In progress", "w_1", "pias-desk");
        assertThat(browser.page("results.php?state=over")).contains("w_0").doesNotContain("w_1");
        assertThat(browser.page("results.php?state=in_progress"))
                .contains("w_1")
                .doesNotContain("w_0");
        assertThat(browser.page("result.php?resultid=" + result)).contains("&lt;b&gt;late&lt;/b&gt;", "was stopped");
        assertThat(browser.page("results.php?before=1")).contains("There are none.");
    }

    private static String stored(String column) {
        return database.work()
                .read(handle -> handle.createQuery("select coalesce(" + column + ", '') from user where id = :id")
                        .bind("id", user)
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .one());
    }

    private static String venue() {
        return database.work()
                .read(handle -> handle.createQuery("select venue from host where id = :id")
                        .bind("id", host)
                        .mapTo(String.class)
                        .one());
    }
}
