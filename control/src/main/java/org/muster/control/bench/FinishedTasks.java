package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.muster.common.files.FanOut;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;

/** What hosts, scheduler and upload handler bring about, in sets: unsent results become reported ones with output files. */
final class FinishedTasks {
    private static final int ROWS_AT_ONCE = 1000;
    private static final int OUTPUT_BYTES = 16_384;
    /** Hosts that the results are of; as many as there are accounts. */
    private static final int HOSTS = 1000;

    private static final String SENT_AND_REPORTED = "update result set server_state = " + ServerState.OVER.code()
            + ", outcome = " + Outcome.SUCCESS.code() + ", client_state = 5, hostid = 1 + mod(id, " + HOSTS
            + "), userid = 1 + mod(id, " + HOSTS + "), sent_time = ?, received_time = ?, report_deadline = ?,"
            + " cpu_time = 100, elapsed_time = 100, app_version_id = 1, flops_estimate = 1e9,"
            + " stderr_out = repeat('e', 300), xml_doc_out = repeat('o', 350) where id in {ids}";

    private final Database work;
    private final Path uploads;
    private final byte[] output = new byte[OUTPUT_BYTES];

    private record Unsent(long id, long workunit, String document) {}

    FinishedTasks(BenchProject project) {
        this.work = project.work();
        this.uploads = project.config().files().uploadDirectory();
        new Random(1).nextBytes(output);
        project.accounts(HOSTS);
        new ResidentRows(work).hosts(HOSTS);
    }

    /** Finishes all unsent results; their workunits are due for the transitioner. */
    void finish() throws IOException {
        FanOut layout = FanOut.STANDARD;
        for (int i = 0; i < layout.directories(); i++) {
            Files.createDirectories(uploads.resolve(Integer.toHexString(i)));
        }
        for (List<Unsent> rows = unsent(); !rows.isEmpty(); rows = unsent()) {
            for (Unsent row : rows) {
                for (DocumentFile file : DocumentFiles.of(row.document()).files()) {
                    Files.write(uploads.resolve(layout.path(file.name())), output);
                }
            }
            report(rows);
        }
    }

    private List<Unsent> unsent() {
        return work.read(handle -> handle.createQuery(
                        "select id, workunitid, xml_doc_in from result where server_state = :unsent limit :rows")
                .bind("unsent", ServerState.UNSENT.code())
                .bind("rows", ROWS_AT_ONCE)
                .map((row, context) -> new Unsent(row.getLong(1), row.getLong(2), new String(row.getBytes(3), UTF_8)))
                .list());
    }

    private void report(List<Unsent> rows) {
        long now = Instant.now().getEpochSecond();
        List<Long> ids = rows.stream().map(Unsent::id).sorted().toList();
        List<Long> workunits = rows.stream().map(Unsent::workunit).sorted().toList();
        work.write(handle -> {
            ManyRows.update(handle, SENT_AND_REPORTED, ids, now - 200, now, now + 604_800);
            ManyRows.update(handle, "update workunit set transition_time = ? where id in {ids}", workunits, now);
        });
    }
}
