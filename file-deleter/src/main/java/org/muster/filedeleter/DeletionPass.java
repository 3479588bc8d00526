package org.muster.filedeleter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.files.Deletion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFiles;

/**
 * One batch of one queue: read the rows that are READY, delete their files, set the rows to DONE or ERROR.
 *
 * <p>No transaction is open while files are deleted. A deleter that dies in between leaves rows READY whose files are
 * gone; the next one finds nothing to delete and goes on. Copies side by side are safe for the same reason. Rows in
 * ERROR come back into the queue at the start and then once an hour. Not thread-safe.
 */
final class DeletionPass implements Pass {

    /** How long a file that could not be deleted waits for the next attempt. */
    static final Duration RETRY = Duration.ofHours(1);

    private record Row(long id, List<String> files) {}

    private final Database work;
    private final DeletionQueue queue;
    private final FileRemover remover;
    private final InstantSource clock;
    private final Claim claim;
    private Instant nextRetry = Instant.MIN;

    /**
     * Which rows a pass takes.
     *
     * @param shard the share of the rows
     * @param limit most rows at once, at least 1
     */
    record Claim(Shard shard, int limit) {}

    DeletionPass(Database work, DeletionQueue queue, FileRemover remover, InstantSource clock, Claim claim) {
        this.work = work;
        this.queue = queue;
        this.remover = remover;
        this.clock = clock;
        this.claim = claim;
    }

    @Override
    public PassOutcome run() throws IOException {
        retryFailed();
        List<Row> rows = claim();
        if (rows.isEmpty()) {
            return PassOutcome.IDLE;
        }
        Map<String, Deletion> deletions = remover.remove(
                rows.stream().flatMap(row -> row.files().stream()).toList());
        Map<FileDeleteState, List<Long>> outcomes = rows.stream()
                .collect(groupingBy(
                        row -> DeletionDecision.stateAfter(
                                row.files().stream().map(deletions::get).toList()),
                        mapping(Row::id, toList())));
        int handled = work.transact(handle -> outcomes.entrySet().stream()
                .mapToInt(outcome -> ManyRows.update(
                        handle, queue.outcomeUpdate(outcome.getKey().code()), outcome.getValue()))
                .sum());
        return new PassOutcome(handled, rows.size() == claim.limit());
    }

    private List<Row> claim() {
        return work.read(handle -> handle.createQuery(queue.claimQuery())
                .bind("shards", claim.shard().count())
                .bind("shard", claim.shard().index())
                .bind("limit", claim.limit())
                .map((row, context) -> {
                    byte[] document = row.getBytes("document");
                    DocumentFiles files = DocumentFiles.of(document == null ? "" : new String(document, UTF_8));
                    return new Row(
                            row.getLong("id"), DeletionDecision.filesToDelete(queue, row.getString("name"), files));
                })
                .list());
    }

    private void retryFailed() {
        Instant now = clock.instant();
        if (now.isBefore(nextRetry)) {
            return;
        }
        int retried = work.transact(handle -> handle.createUpdate(queue.retryUpdate())
                .bind("shards", claim.shard().count())
                .bind("shard", claim.shard().index())
                .bind("limit", claim.limit())
                .execute());
        if (retried < claim.limit()) {
            nextRetry = now.plus(RETRY);
        }
    }
}
