package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** What everybody sees while the database is away, and that it comes right by itself. */
final class DatabaseAwayTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    static Path directory;

    @Test
    void pages_go_on_answering_and_say_so_and_recover_by_themselves() throws IOException {
        database.work().write(handle -> {
            long app = WorkFixture.app(handle, "spike_search");
            WorkFixture.appVersion(handle, app, WorkFixture.platform(handle, "x86_64-pc-linux-gnu"), 100, "");
            WorkFixture.user(handle, "ada");
        });
        try (DatabaseCable cable = new DatabaseCable(database.config());
                RunningWeb web = RunningWeb.start(directory, cable.config())) {
            web.getUntil("get_project_config.php", body -> body.contains("x86_64-pc-linux-gnu"));
            web.getUntil("server_status.php", body -> body.contains("spike_search"));
            web.getUntil("server_status.php?xml=1", body -> body.contains("<results_ready_to_send>0<"));

            cable.pull();

            assertThat(error(web.get("lookup_account.php?email_addr=ada@example.invalid")
                            .body()))
                    .isEqualTo("-138");
            web.getUntil("server_status.php", body -> body.contains("The database has been out of reach"));
            Instant begun = Instant.now();
            String page = web.get("server_status.php").body();
            String xml = web.get("server_status.php?xml=1").body();
            String home = web.get("").body();
            String config = web.get("get_project_config.php").body();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(page).contains("what follows is the last that is known").contains("spike_search");
            assertThat(xml).contains("<results_ready_to_send>0<");
            assertThat(ClientReader.schedulers(home)).hasSize(2);
            assertThat(home).contains("The database has been out of reach");
            assertThat(config).contains("x86_64-pc-linux-gnu").contains("<web_stopped>0<");

            cable.plugIn();

            web.getUntil("server_status.php", body -> !body.contains("The database has been out of reach"));
            assertThat(web.get("lookup_account.php?email_addr=ada@example.invalid")
                            .body())
                    .contains("<success/>");
        }
    }

    @Test
    void a_web_daemon_that_has_never_seen_its_database_makes_nothing_up() throws IOException {
        try (DatabaseCable cable = new DatabaseCable(database.config())) {
            cable.pull();
            try (RunningWeb web = RunningWeb.start(directory, cable.config())) {
                assertThat(ClientReader.schedulers(web.get("").body())).hasSize(2);
                assertThat(web.get("get_project_config.php").body()).contains("<platforms>\n</platforms>");
                String xml = web.get("server_status.php?xml=1").body();
                assertThat(error(xml)).isEqualTo("-138");
                assertThat(xml).doesNotContain("database_file_states").contains("Download server");
                assertThat(error(web.get("server_status.php?counts=1").body())).isEqualTo("-138");
                assertThat(web.get("server_status.php?json=1").body()).contains("\"databaseReachable\":false");
                assertThat(web.get("server_status.php").body())
                        .contains("The database has been out of reach")
                        .doesNotContain("never been started");
            }
        }
    }

    private static String error(String document) {
        return ClientReader.element(document, "error_num").orElse("none");
    }
}
