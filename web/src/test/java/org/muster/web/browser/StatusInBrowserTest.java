package org.muster.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.embedded.FreePorts;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;
import org.muster.common.store.NewWorkunit;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.web.RunningWeb;

/** The status page in a real browser. Needs Debian's {@code chromium}: {@code ./mvnw -Pbrowser …}. */
@Tag("browser")
final class StatusInBrowserTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_killed_daemon_is_said_to_be_gone_without_a_reload() throws Exception {
        Process daemon = webDaemon();
        try (RunningWeb web = RunningWeb.start(directory.resolve("page"), database.config());
                Browser browser = new Browser(directory.resolve("profile"))) {
            String row = "[data-part^=daemon-web-1-0]";
            browser.open(web.master() + "server_status.php");
            browser.until("document.querySelector('[data-live]').textContent.startsWith('Live')");
            browser.until("document.querySelector('" + row + "')?.textContent.includes('running')");
            browser.value("window.neverReloaded = true");
            assertThat(browser.text(row)).doesNotContain("not running");

            daemon.destroyForcibly().waitFor();
            browser.until("document.querySelector('" + row + "').textContent.includes('not running')");
            long late = Instant.now().getEpochSecond() - expiry();

            assertThat(browser.value("window.neverReloaded").asBoolean()).isTrue();
            assertThat(browser.text(".banner")).contains("The web has not been running for");
            System.out.printf("shown %d s after the heartbeat had expired%n", late);
            assertThat(late)
                    .as("a heartbeat is believed until it expires, however the daemon ended")
                    .isGreaterThanOrEqualTo(0);
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void figures_change_by_themselves_and_ages_go_on() throws Exception {
        database.work().write(handle -> WorkFixture.app(handle, "spike_search"));
        try (RunningWeb web = RunningWeb.start(directory.resolve("page"), database.config());
                Browser browser = new Browser(directory.resolve("profile"))) {
            browser.open(web.master() + "server_status.php");
            browser.until("document.querySelector('[data-part=value-ready-to-send]')?.textContent === '0'");
            browser.value("window.neverReloaded = true");

            database.work()
                    .write(handle -> WorkFixture.result(handle, 1, 1, "one", 2, java.util.Map.of("create_time", 5)));

            browser.until("document.querySelector('[data-part=value-ready-to-send]').textContent === '1'");
            browser.until("/days/.test(document.querySelector('[data-part=note-ready-to-send] time').textContent)");
            database.work()
                    .write(handle -> BlockedWork.block(
                            handle,
                            "validator",
                            17,
                            "no <b id=\"injected\">file</b>",
                            Instant.now().getEpochSecond()));
            browser.until("document.body.textContent.includes('no <b id=\"injected\">file</b>')");
            happened("validator", "ended", "hung: no sign of life for 10 s", 0);
            browser.until("document.querySelector('[data-list=incidents]').innerText.includes('not yet back')");
            happened("validator", "started", "", 0);
            browser.until("document.querySelector('[data-list=incidents]').innerText.includes('is back')");
            assertThat(browser.value("document.getElementById('injected') === null")
                            .asBoolean())
                    .isTrue();
            assertThat(browser.value("window.neverReloaded").asBoolean()).isTrue();
        }
    }

    @Test
    void the_page_fits_every_screen_light_and_dark_and_needs_no_script() throws Exception {
        database.work().write(this::busyProject);
        happened("validator", "ended", "ended by itself: signal 9", 86_100);
        happened("validator", "started", "", 86_098);
        happened("transitioner", "ended", "hung: no sign of life for 10 s", 4000);
        happened("transitioner", "started", "", 3999);
        happened("db-purge", "ended", "outgrew its memory: 1100 MB of 1024 MB", 90);
        try (RunningWeb web = RunningWeb.start(directory.resolve("page"), database.config());
                Browser browser = new Browser(directory.resolve("profile"))) {
            String address = web.master() + "server_status.php";
            web.getUntil(
                    "server_status.php", body -> body.contains("class=\"line\"") && !body.contains("is being counted"));
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {390, 1280}) {
                    browser.screen(width, 900, dark);
                    browser.open(address);
                    browser.until("document.querySelector('[data-live]').textContent.startsWith('Live')");
                    assertThat(browser.value("document.documentElement.scrollWidth")
                                    .asInt())
                            .as("nothing sticks out of a screen of %d", width)
                            .isLessThanOrEqualTo(width);
                    browser.picture(PICTURES.resolve(
                            "status-" + (width < 600 ? "phone" : "desktop") + (dark ? "-dark" : "-light") + ".png"));
                }
            }
            browser.call("Emulation.setScriptExecutionDisabled", java.util.Map.of("value", true));
            browser.screen(1280, 900, false);
            browser.open(address);
            assertThat(browser.text("[data-part=value-in-progress]")).isEqualTo("40");
            assertThat(browser.text("[data-part=note-in-progress]")).startsWith("the oldest for 2 hours");
            assertThat(browser.value("document.querySelectorAll('svg[role=img] title').length")
                            .asInt())
                    .as("every chart has words")
                    .isGreaterThan(8);
            browser.picture(PICTURES.resolve("status-desktop-no-script.png"));
        }
    }

    private static void happened(String process, String event, String reason, long secondsAgo) {
        database.work()
                .write(handle -> handle.execute(
                        "insert into daemon_event (host, child, event, reason, happened_at)"
                                + " values ('node-1.example.org', ?, ?, ?, ?)",
                        process,
                        event,
                        reason,
                        Instant.now().getEpochSecond() - secondsAgo));
    }

    private long expiry() {
        return database.work()
                .read(handle -> handle.createQuery("select max(expires_at) from daemon_heartbeat")
                        .mapTo(Long.class)
                        .one());
    }

    /** A web daemon in a process of its own, with a heartbeat a second. */
    private Process webDaemon() throws IOException {
        int port = FreePorts.next();
        DatabaseConfig work = database.config();
        Path config = Files.writeString(directory.resolve("muster.yaml"), """
                project: {name: test, directory: %1$s, masterUrl: "http://127.0.0.1:%2$d/muster/"}
                database: {url: "%3$s", user: "%4$s", password: "%5$s"}
                files: {downloadDirectory: %1$s/d, uploadDirectory: %1$s/u, templateDirectory: %1$s, archiveDirectory: %1$s}
                keys: {directory: %1$s}
                http: {webPort: %2$d}
                backend: {heartbeatSeconds: 1}
                """.formatted(
                        directory, port, work.url(), work.user(), work.password()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.muster.web.Main",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("daemon.log").toFile())
                .start();
    }

    /** Something in every part of the page. */
    private void busyProject(Handle handle) {
        long now = Instant.now().getEpochSecond();
        long app = WorkFixture.app(handle, "spike_search");
        long ada = WorkFixture.user(handle, "ada");
        handle.execute("update user set total_credit = 123456, expavg_credit = 90000, expavg_time = ?", now);
        WorkFixture.host(handle, ada, "h1");
        handle.execute("update host set total_credit = 123456, expavg_credit = 90000");
        for (int i = 0; i < 12; i++) {
            WorkFixture.workunit(handle, app, "wu" + i, NewWorkunit.Replication.quorumOfTwo(), now);
        }
        handle.execute("update workunit set transition_time = 2000000000, assimilate_state = id % 2");
        handle.execute("update workunit set file_delete_state = 2 where id > 8");
        for (int i = 0; i < 40; i++) {
            WorkFixture.result(handle, 1, app, "r" + i, 4, java.util.Map.of("sent_time", now - 7500));
        }
        String[] daemons = {
            "web",
            "splitter",
            "transitioner",
            "scheduler",
            "file-upload-handler",
            "validator",
            "assimilator",
            "file-deleter"
        };
        for (String daemon : daemons) {
            boolean troubled = daemon.equals("assimilator");
            beat(handle, daemon, "one", troubled ? "TROUBLED" : "RUNNING", now - 86_000, now, now + 600);
        }
        beat(handle, "validator", "before", "RUNNING", now - 87_000, now - 86_100, now - 86_085);
        handle.execute("update daemon_heartbeat set message = 'the science database cannot be reached: connection"
                + " refused' where daemon = 'assimilator'");
        handle.execute("insert into split_progress values ('guppi_56465_J1713+0747_0006.raw', 341, 512),"
                + " ('guppi_56464_B1937+21_0002.raw', 512, 512)");
        BlockedWork.block(handle, "validator", 17, "the output file has no end: 2,048 of 4,096 bytes", now - 5400);
        List<List<Object>> samples = new ArrayList<>();
        for (int i = 0; i <= 144; i++) {
            long at = now - 86_400 + i * 600L;
            double wave = Math.sin(i / 20.0);
            for (String queue : new String[] {"ready_to_send", "in_progress", "to_validate", "to_assimilate", "due"}) {
                samples.add(List.of("queue." + queue, at, Math.rint(3000 + 2500 * wave + i * queue.length() % 37)));
            }
            samples.add(List.of("results_received", at, 1000.0 * i + 400 * wave));
            samples.add(List.of("user.credit", at, 120.0 + i / 10));
            samples.add(List.of("host.credit", at, 340.0 + i / 5));
            samples.add(List.of("gigaflops", at, 450 + 20 * wave));
            samples.add(List.of("disk.uploads", at, 60 + i / 10.0));
            samples.add(List.of("disk.downloads", at, 40 + 5 * wave));
        }
        ManyRows.insert(handle, "status_sample", List.of("name", "taken_at", "amount"), samples);
        handle.execute("insert into status_total values ('results_received', 145000)");
    }

    private static void beat(
            Handle handle, String daemon, String instance, String state, long started, long beat, long expires) {
        handle.execute("""
                insert into daemon_heartbeat (daemon, instance, host, pid, state, message, handled,
                  started_at, beat_at, expires_at) values (?, ?, 'node-1.example.org', 1, ?, '', 1234567, ?, ?, ?)
                """, daemon, instance, state, started, beat, expires);
    }
}
