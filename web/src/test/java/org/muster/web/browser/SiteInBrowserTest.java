package org.muster.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.WebConfig;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;
import org.muster.web.TestBrowser;
import org.muster.web.admin.Administrators;

/** Volunteers' and administrators' pages in a real browser. Needs Debian's {@code chromium}: {@code ./mvnw -Pbrowser …}. */
@Tag("browser")
final class SiteInBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String PASSWORD = "correct horse";
    private static final String ADMINISTRATOR = "an administrator's password";

    private static final List<String> PUBLIC = List.of(
            "index.php",
            "create_account_form.php",
            "login_form.php",
            "news.php",
            "top_users.php",
            "top_hosts.php",
            "top_teams.php",
            "team.php",
            "apps.php",
            "none.php",
            "admin/login");

    private static final List<String> PRIVATE = List.of(
            "home.php",
            "hosts_user.php",
            "results.php",
            "prefs.php?subset=global",
            "prefs.php?subset=project",
            "account.php",
            "weak_auth.php",
            "admin/",
            "admin/news",
            "admin/blocked",
            "admin/hosts",
            "admin/users",
            "admin/changes");

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void every_page_fits_a_phone_and_a_desktop_light_and_dark() throws Exception {
        Files.createDirectories(directory.resolve("page"));
        Files.writeString(directory.resolve("page/terms_of_use.txt"), "Be kind to your computer, and to others.");
        try (RunningWeb web =
                        RunningWeb.start(directory.resolve("page"), database.config(), new WebConfig("", false, 0, 0));
                Browser browser = new Browser(directory.resolve("profile"))) {
            TestBrowser ada = new TestBrowser(web);
            ada.filled(
                    "create_account_form.php",
                    "passwd2",
                    Map.of(
                            "email_addr", "ada.lovelace@example.invalid",
                            "user_name", "Ada Lovelace",
                            "passwd", PASSWORD,
                            "passwd2", PASSWORD,
                            "terms", "1"));
            new Administrators(database.work(), InstantSource.system())
                    .add("ada", ADMINISTRATOR, "bin/muster, operator");
            ada.fill("admin/login", "passwd", Map.of("name", "ada", "passwd", ADMINISTRATOR));
            database.work().write(SiteInBrowserTest::busyVolunteer);
            ada.filled("admin/news", "Publish", Map.of("title", "The server moves on Monday", "body", "For an hour."));
            ada.filled("admin/hosts?q=1", "Shut it out", Map.of("what", "shut out"));

            look(browser, web, PUBLIC);
            browser.cookie(web.master(), "muster_session", ada.cookie("muster_session"));
            browser.cookie(web.master(), "muster_admin", ada.cookie("muster_admin"));
            look(browser, web, PRIVATE);
        }
    }

    private static void look(Browser browser, RunningWeb web, List<String> addresses) throws Exception {
        for (String address : addresses) {
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {390, 1280}) {
                    browser.screen(width, 900, dark);
                    browser.open(web.master() + address);
                    assertThat(URI.create(browser.value("location.href").asText()))
                            .as("nobody is led elsewhere")
                            .isEqualTo(URI.create(web.master() + address));
                    assertThat(browser.value("document.documentElement.scrollWidth")
                                    .asInt())
                            .as("nothing of %s sticks out of a screen of %d", address, width)
                            .isLessThanOrEqualTo(width);
                    browser.picture(PICTURES.resolve(address.replaceAll("[^a-z_]+", "-") + "-"
                            + (width < 600 ? "phone" : "desktop") + (dark ? "-dark" : "-light") + ".png"));
                }
            }
        }
    }

    private static void busyVolunteer(Handle handle) {
        long now = Instant.now().getEpochSecond();
        long ada =
                handle.createQuery("select max(id) from user").mapTo(Long.class).one();
        long team = WorkFixture.row(
                handle,
                "team",
                Map.of(
                        "name",
                        "The Analytical Engineers of Great Britain",
                        "userid",
                        ada,
                        "joinable",
                        1,
                        "nusers",
                        1,
                        "total_credit",
                        98765.0,
                        "expavg_credit",
                        432.1));
        handle.execute(
                "update user set total_credit = 123456, expavg_credit = 987.6, expavg_time = ?, teamid = ?", now, team);
        for (int i = 0; i < 12; i++) {
            long user = WorkFixture.user(handle, "volunteer-" + i + "x");
            handle.execute(
                    "update user set total_credit = ?, expavg_credit = ?, expavg_time = ?, country = 'Switzerland' where id = ?",
                    90_000 / (i + 1),
                    800.0 / (i + 1),
                    now,
                    user);
        }
        long app = WorkFixture.app(handle, "Spike search");
        WorkFixture.appVersion(handle, app, WorkFixture.platform(handle, "x86_64-pc-linux-gnu"), 105, "<app_version/>");
        String[] names = {"difference-engine.example.org", "desk"};
        for (String name : names) {
            long host = WorkFixture.host(handle, ada, name);
            handle.execute("""
                    update host set total_credit = 61728, expavg_credit = 493.8, expavg_time = ?, rpc_time = ?,
                      p_vendor = 'GenuineIntel', p_model = 'Intel(R) Core(TM) i7-8700K CPU @ 3.70GHz [Family 6 Model 158]',
                      os_name = 'Linux Debian', os_version = 'Debian GNU/Linux 13 (trixie) [6.12.0-amd64]',
                      m_nbytes = 16e9, p_ncpus = 12 where id = ?
                    """, now, now - 4000, host);
            long workunit = WorkFixture.workunit(
                    handle, app, "guppi_56465_J1713+0747_0006_" + name, NewWorkunit.Replication.quorumOfTwo(), now);
            task(handle, workunit, app, host, 4, Map.of("sent_time", now - 7500, "report_deadline", now + 86_400));
            task(
                    handle,
                    workunit,
                    app,
                    host,
                    5,
                    Map.of(
                            "outcome",
                            1,
                            "validate_state",
                            1,
                            "granted_credit",
                            12.34,
                            "received_time",
                            now - 300,
                            "elapsed_time",
                            4321.0,
                            "cpu_time",
                            4300.0));
            task(handle, workunit, app, host, 5, Map.of("outcome", 3, "exit_status", 195, "received_time", now - 99));
            task(handle, workunit, app, host, 5, Map.of("outcome", 4, "received_time", 0));
        }
        for (int i = 0; i < 3; i++) {
            WorkFixture.row(
                    handle,
                    "news",
                    Map.of(
                            "title",
                            "A pulsar was found again, number " + i,
                            "body",
                            "It was where it should be.\n\nThank you all for your computers.",
                            "published_at",
                            now - i * 90_000L));
        }
        BlockedWork.block(handle, "validator", 17, "the output file has no end: 2,048 of 4,096 bytes", now - 5400);
        BlockedWork.block(handle, "assimilator", 18, "no <file_ref> in the template", now - 400);
    }

    private static void task(Handle handle, long workunit, long app, long host, int state, Map<String, Object> more) {
        Map<String, Object> columns = new HashMap<>(more);
        columns.put("hostid", host);
        columns.putIfAbsent("sent_time", Instant.now().getEpochSecond() - 90_000);
        WorkFixture.result(handle, workunit, app, "task_" + host + "_" + columns.hashCode(), state, columns);
    }
}
