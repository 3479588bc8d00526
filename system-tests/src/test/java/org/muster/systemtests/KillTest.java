package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.muster.common.embedded.EmbeddedMariaDb;
import org.muster.common.embedded.FreePorts;
import org.muster.common.embedded.Trees;
import org.muster.common.store.Database;

/** kill -9 of the whole demonstration at ten different moments; each time it is started again as if nothing were. */
final class KillTest {
    private static final Path DIRECTORY = Path.of("target", "demo-killed").toAbsolutePath();
    private static final String LOG = "demo-killed.log";
    private static final int KILLS = 10;
    private static final int PIECES_OF_A_RUN = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Test
    void ten_kills_lose_nothing_and_double_nothing() throws Exception {
        Trees.delete(DIRECTORY);
        Files.deleteIfExists(Path.of("target", LOG));
        String port = Integer.toString(FreePorts.next());
        String[] command = {"demo", "--exit-when-done", "--dir", DIRECTORY.toString(), "--port", port};

        for (int kill = 1; kill <= KILLS; kill++) {
            try (MusterCommand demo = MusterCommand.start(LOG, command)) {
                killAt(demo, kill);
            }
        }
        int status = MusterCommand.run(LOG, PATIENCE, command);

        String said = Files.readString(Path.of("target", LOG));
        assertThat(status).as(said).isZero();
        assertThat(said).contains("3 of 3 signals found");
        String password = Files.readString(DIRECTORY.resolve("database.password"));
        try (EmbeddedMariaDb server = EmbeddedMariaDb.start(DIRECTORY.resolve("database"), password, 64)) {
            workIsCreditedOnce(server, pieces());
            scienceHasEachPieceOnce(server, pieces());
        }
        assertThat(Archives.workunitNames(DIRECTORY.resolve("archives")))
                .hasSize(pieces())
                .doesNotHaveDuplicates();
    }

    /** When a run was finished before its kill, the next start began another recording of as many pieces. */
    private static int pieces() throws IOException {
        Properties saved = new Properties();
        try (Reader reader = Files.newBufferedReader(DIRECTORY.resolve("demo.properties"))) {
            saved.load(reader);
        }
        return PIECES_OF_A_RUN * Integer.parseInt(saved.getProperty("run"));
    }

    /** The moments are spread over start, splitting, computing and purging; every second kill spares the children. */
    private static void killAt(MusterCommand demo, int kill) throws Exception {
        long moment =
                System.nanoTime() + Duration.ofMillis(2_000 + 2_300L * kill).toNanos();
        while (System.nanoTime() < moment && demo.isAlive()) {
            Thread.sleep(50);
        }
        if (kill % 2 == 0) {
            demo.killEverything();
        } else {
            demo.killAlone();
        }
    }

    private static void workIsCreditedOnce(EmbeddedMariaDb server, int pieces) {
        try (Database work = Database.open(server.schema("muster", 2), "check-work")) {
            ProjectChecks.noRowIsLeft(work);
            ProjectChecks.balancesAreTheLedgersSum(work);
            assertThat(number(work, "select count(distinct workunit_id) from credit_ledger"))
                    .isEqualTo(pieces);
            assertThat(number(work, """
                                    select count(*) from
                                      (select workunit_id from credit_ledger group by workunit_id having count(*) < 2) few
                                    """)).isZero();
        }
    }

    private static void scienceHasEachPieceOnce(EmbeddedMariaDb server, int pieces) {
        try (Database science = Database.open(server.schema("muster_science", 2), "check-science")) {
            assertThat(number(science, "select count(*) from workunit where state = 'ANALYSED'"))
                    .isEqualTo(pieces);
            assertThat(number(science, "select count(*) from result")).isEqualTo(pieces);
        }
    }
}
