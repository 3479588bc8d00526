package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.DatabaseConfig;
import org.muster.common.files.FanOut;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.testing.TestDatabase;
import org.muster.filedeleter.OutputDeleter;

/** What the benchmark does with two million files, here with twenty thousand: exactness, no timing. */
class SweepAtScaleTest {

    private static final int FILES = 20_000;
    private static final int UPLOADS = 500;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private Database work;
    private SweepFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        DatabaseConfig few = DATABASE.config();
        work = Database.open(new DatabaseConfig(few.url(), few.user(), few.password(), 10), "sweep");
        fixture = new SweepFixture(work, temporary, new FanOut(64));
    }

    @AfterEach
    void end() {
        work.close();
    }

    @Test
    void exactly_the_antiques_go_while_uploads_come_and_two_deleters_and_two_sweepers_run() throws Exception {
        Set<String> expected = new TreeSet<>();
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            String result = "w_" + i + "_0";
            String file = result + "_r" + i + "_0";
            fixture.uploaded(file);
            boolean antique = i % 5 >= 3;
            boolean released = i % 50 == 0;
            if (!antique) {
                byte[] document = ("<file_info>\n<name>" + file + "</name>\n</file_info>\n").getBytes(UTF_8);
                rows.add(List.of(1, 1, result, 5, released ? 1 : 0, document));
            }
            if (!antique && !released) {
                expected.add(file);
            }
        }
        fixture.work.write(handle -> ManyRows.insert(
                handle,
                "result",
                List.of("workunitid", "appid", "name", "server_state", "file_delete_state", "xml_doc_in"),
                rows));

        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> running = List.of(
                    threads.submit(() -> SweepFixture.all(fixture.uploads("one", true))),
                    threads.submit(this::sweepByHand),
                    threads.submit(() -> OutputDeleter.untilNothingIsReady(fixture.work, fixture.uploads)),
                    threads.submit(() -> OutputDeleter.untilNothingIsReady(fixture.work, fixture.uploads)),
                    threads.submit(() -> upload(expected)));
            int removed =
                    running.get(0).get(300, TimeUnit.SECONDS) + running.get(1).get(300, TimeUnit.SECONDS);
            int deleted =
                    running.get(2).get(300, TimeUnit.SECONDS) + running.get(3).get(300, TimeUnit.SECONDS);
            assertThat(running.get(4).get(300, TimeUnit.SECONDS)).isEqualTo(UPLOADS);
            assertThat(removed).isEqualTo(FILES * 2 / 5);
            assertThat(deleted).isEqualTo(FILES / 50);
        }

        assertThat(SweepFixture.left(fixture.uploads)).containsExactlyElementsOf(expected);
    }

    private int sweepByHand() throws IOException {
        int removed = 0;
        try (AreaWalk walk = new AreaWalk(fixture.uploads.root(), false, "", 200)) {
            for (var piece = walk.next(); piece.isPresent(); piece = walk.next()) {
                removed += (int) fixture.sweepUploads(piece.get().paths()).removed();
            }
        }
        return removed;
    }

    /** Results in progress, whose files come meanwhile. */
    private int upload(Set<String> expected) throws IOException {
        Set<String> written = new TreeSet<>();
        for (int i = 0; i < UPLOADS; i++) {
            String result = "new_" + i + "_0";
            fixture.result(result, 0, result + "_r1_0");
            fixture.uploads.write(result + "_r1_0", out -> out.write(1));
            written.add(result + "_r1_0");
        }
        expected.addAll(written);
        return written.size();
    }
}
