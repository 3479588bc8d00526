package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.WatermarksConfig;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;
import org.muster.web.RunningWeb;

/** A disk above its second watermark, as the page says it, over restarts of the web daemon. */
final class FullDiskOnPageTest {
    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void the_page_says_that_no_work_is_cut_and_that_uploads_of_optional_files_wait() throws Exception {
        try (RunningWeb web = webWithFullDisk()) {
            String page = web.getUntil("server_status.php", body -> body.contains("has been too full"));

            assertThat(page)
                    .contains("so no new work is cut and uploads of optional files wait")
                    .contains("no new work, optional files wait")
                    .contains("or earlier)");
        }
    }

    @Test
    void since_when_survives_a_restart() throws Exception {
        try (RunningWeb web = webWithFullDisk()) {
            web.getUntil("server_status.php", body -> body.contains("has been too full"));
            Eventually.until(() -> rows() == 4);
        }
        database.work()
                .write(handle -> handle.execute("update status_since set since_at = since_at - 7200, at_least = 0"));
        long since = database.work()
                .read(handle -> handle.createQuery("select max(since_at) from status_since")
                        .mapTo(Long.class)
                        .one());

        try (RunningWeb web = webWithFullDisk()) {
            String page = web.getUntil("server_status.php", body -> body.contains("too full for <time"));

            assertThat(page).contains("<time datetime=\"" + Instant.ofEpochSecond(since) + "\"");
        }
    }

    @Test
    void what_is_over_is_not_remembered() throws Exception {
        try (RunningWeb web = webWithFullDisk()) {
            web.getUntil("server_status.php", body -> body.contains("has been too full"));
            Eventually.until(() -> rows() == 4);
        }

        try (RunningWeb web = RunningWeb.start(directory, database.config())) {
            web.get("server_status.php");
            Eventually.until(() -> rows() == 0);
        }
    }

    private long rows() {
        return database.work()
                .read(handle -> handle.createQuery("select count(*) from status_since")
                        .mapTo(Long.class)
                        .one());
    }

    /** Every disk is more than a thousandth of a percent full. */
    private RunningWeb webWithFullDisk() throws Exception {
        Files.createDirectories(directory.resolve("upload"));
        return RunningWeb.start(
                directory,
                database.config(),
                config -> config.withFiles(config.files().withWatermarks(new WatermarksConfig(0.001, 0.001, 0.001))));
    }
}
