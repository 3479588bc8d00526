package org.muster.filedeleter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.files.Deletion;
import org.muster.common.model.FileDeleteState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFiles;

/**
 * One batch of one queue: claim rows that are READY, delete those of their files that no other row needs, set the rows to
 * DONE or ERROR.
 *
 * <p>No transaction is open while files are deleted. A deleter that dies in between leaves rows READY whose files are
 * gone; the next one finds nothing to delete and goes on. Copies side by side are safe for the same reason, and claims keep
 * them from doing the same work. Rows in ERROR come back into the queue at the start and then once an hour. Not thread-safe.
 */
final class DeletionPass implements Pass {

    /** How long a file that could not be deleted waits for the next attempt. */
    static final Duration RETRY = Duration.ofHours(1);

    private record Row(long id, List<String> files) {}

    private final Database work;
    private final Scope scope;
    private final FileRemover remover;
    private final Sharing sharing;
    private final InstantSource clock;
    private final DeletionClaims claims;
    private Instant nextRetry = Instant.MIN;
    /** Nothing was found the last time, so a look comes before a claim. */
    private boolean idle;

    /**
     * Which rows a pass takes.
     *
     * @param queue which of the two
     * @param shard the share of the rows
     * @param limit most rows at once, at least 1
     */
    record Scope(DeletionQueue queue, Shard shard, int limit) {}

    DeletionPass(Database work, Scope scope, FileRemover remover, Sharing sharing, InstantSource clock) {
        this.work = work;
        this.scope = scope;
        this.remover = remover;
        this.sharing = sharing;
        this.clock = clock;
        this.claims = new DeletionClaims(work, scope.queue(), scope.shard(), clock);
    }

    @Override
    public PassOutcome run() throws IOException, InterruptedException {
        retryFailed();
        if (idle && !claims.isAnyReady()) {
            return PassOutcome.IDLE;
        }
        if (!sharing.isKnown()) {
            return new PassOutcome(0, true, "looking which workunits share input files");
        }
        Optional<DeletionClaims.Claim> claim = claims.take(scope.limit());
        idle = claim.isEmpty();
        if (idle) {
            return PassOutcome.IDLE;
        }
        try {
            int handled = delete(claim.get());
            return new PassOutcome(handled, claim.get().rows().size() == scope.limit());
        } catch (IOException | RuntimeException | InterruptedException e) {
            giveUp(claim.get(), e);
            throw e;
        }
    }

    private int delete(DeletionClaims.Claim claim) throws IOException, InterruptedException {
        List<Row> rows =
                work.read(handle -> ManyRows.select(handle, scope.queue().documentQuery(), claim.rows(), this::row));
        Set<String> needed = sharing.letGo(rows.stream().collect(toMap(Row::id, Row::files)));
        List<String> files = rows.stream()
                .flatMap(row -> row.files().stream())
                .filter(not(needed::contains))
                .toList();
        Map<String, Deletion> deletions = remover.remove(files, () -> claims.renew(claim));
        Map<FileDeleteState, List<Long>> outcomes = rows.stream()
                .collect(groupingBy(row -> stateAfter(row, needed, deletions), mapping(Row::id, toList())));
        return work.transact(handle -> {
            DeletionClaims.end(handle, claim);
            return outcomes.entrySet().stream()
                    .mapToInt(outcome -> ManyRows.update(
                            handle, scope.queue().outcomeUpdate(outcome.getKey().code()), outcome.getValue()))
                    .sum();
        });
    }

    private static FileDeleteState stateAfter(Row row, Set<String> needed, Map<String, Deletion> deletions) {
        return DeletionDecision.stateAfter(row.files().stream()
                .filter(not(needed::contains))
                .map(deletions::get)
                .toList());
    }

    private Row row(ResultSet row) throws SQLException {
        byte[] document = row.getBytes("document");
        DocumentFiles files = DocumentFiles.of(document == null ? "" : new String(document, UTF_8));
        return new Row(row.getLong("id"), DeletionDecision.filesToDelete(scope.queue(), row.getString("name"), files));
    }

    /** Lets the rows of a batch that failed go at once; if even that fails, the claim's lease runs out. */
    private void giveUp(DeletionClaims.Claim claim, Exception reason) {
        try {
            work.write(handle -> DeletionClaims.end(handle, claim));
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private void retryFailed() {
        Instant now = clock.instant();
        if (now.isBefore(nextRetry)) {
            return;
        }
        int retried = work.transact(handle -> handle.createUpdate(scope.queue().retryUpdate())
                .bind("shards", scope.shard().count())
                .bind("shard", scope.shard().index())
                .bind("limit", scope.limit())
                .execute());
        if (retried < scope.limit()) {
            nextRetry = now.plus(RETRY);
        }
    }
}
