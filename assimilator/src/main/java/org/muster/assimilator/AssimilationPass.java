package org.muster.assimilator;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.assimilator.FinishedWorkunit.Computed;
import org.muster.assimilator.FinishedWorkunit.Failed;
import org.muster.assimilator.FinishedWorkunits.Application;
import org.muster.assimilator.FinishedWorkunits.Row;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FileAreas;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.Database;
import org.muster.common.work.DocumentFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch of every application: read what is finished, have it taken, say so.
 *
 * <p>No transaction of the work database is open while a handler works. If the assimilator dies after the handler, the
 * workunits are taken again, which handlers are made for. Copies side by side are safe for the same reason. A place
 * that is away holds up only the applications whose results go there. Not thread-safe.
 */
final class AssimilationPass implements Pass {

    private static final Logger LOG = LoggerFactory.getLogger(AssimilationPass.class);

    private final Database work;
    private final FileAreas uploads;
    private final AssimilationHandlers handlers;
    private final InstantSource clock;
    private final Claim claim;

    /**
     * Which rows a pass takes.
     *
     * @param shard the share of the workunits
     * @param limit most workunits of one application at once, at least 1
     */
    record Claim(Shard shard, int limit) {}

    AssimilationPass(
            Database work, FileAreas uploads, AssimilationHandlers handlers, InstantSource clock, Claim claim) {
        this.work = work;
        this.uploads = uploads;
        this.handlers = handlers;
        this.clock = clock;
        this.claim = claim;
    }

    @Override
    public PassOutcome run() throws Exception {
        int handled = 0;
        boolean more = false;
        List<Exception> failures = new ArrayList<>();
        for (Application application : work.read(FinishedWorkunits::applications)) {
            try {
                PassOutcome outcome = assimilate(application.id(), handlers.of(application.name()));
                handled += outcome.handled();
                more |= outcome.more();
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            Exception first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return new PassOutcome(handled, more);
    }

    private PassOutcome assimilate(long application, AssimilationHandler handler) throws IOException {
        List<Row> rows =
                work.read(handle -> FinishedWorkunits.claim(handle, application, claim.shard(), claim.limit()));
        if (rows.isEmpty()) {
            return PassOutcome.IDLE;
        }
        uploads.requireAll();
        List<Long> lost = new ArrayList<>();
        List<FinishedWorkunit> finished = new ArrayList<>();
        for (Row row : rows) {
            switch (AssimilationDecision.decide(row.canonicalName() != null, row.errors())) {
                case TAKE_RESULT -> finished.add(computed(row));
                case TAKE_FAILURE -> finished.add(failed(row, row.errors()));
                case MARK_AND_TAKE_FAILURE -> {
                    lost.add(row.id());
                    finished.add(failed(row, Set.of(WorkunitError.NO_CANONICAL_RESULT)));
                }
            }
        }
        return new PassOutcome(commit(rows, lost, take(rows, finished, handler)), rows.size() == claim.limit());
    }

    /** Has workunits taken; those whose files moved to another area before they were read, once more. */
    private Map<Long, String> take(List<Row> rows, List<FinishedWorkunit> finished, AssimilationHandler handler)
            throws IOException {
        Map<Long, String> problems = new HashMap<>(handler.take(finished));
        Set<Long> moved = finished.stream()
                .filter(workunit -> problems.containsKey(workunit.id()) && isAnyGone(workunit))
                .map(FinishedWorkunit::id)
                .collect(toSet());
        if (!moved.isEmpty()) {
            problems.keySet().removeAll(moved);
            List<FinishedWorkunit> again = rows.stream()
                    .filter(row -> moved.contains(row.id()))
                    .map(this::computed)
                    .toList();
            problems.putAll(handler.take(again));
        }
        return problems;
    }

    private static boolean isAnyGone(FinishedWorkunit workunit) {
        return workunit instanceof Computed computed
                && computed.outputs().stream()
                        .anyMatch(output -> output.stored().isPresent()
                                && !Files.exists(output.stored().get()));
    }

    private int commit(List<Row> rows, List<Long> lost, Map<Long, String> problems) {
        List<Long> taken = rows.stream()
                .map(Row::id)
                .filter(id -> !problems.containsKey(id))
                .toList();
        long now = clock.instant().getEpochSecond();
        if (!problems.isEmpty()) {
            work.transact(handle -> FinishedWorkunits.setAside(handle, problems, now))
                    .forEach(workunit -> LOG.warn(
                            "Workunit {} is set aside until an operator releases it: {}",
                            workunit,
                            problems.get(workunit)));
        }
        return work.transact(handle -> {
            FinishedWorkunits.markLost(
                    handle, lost.stream().filter(taken::contains).toList());
            return FinishedWorkunits.taken(handle, taken, now);
        });
    }

    private FinishedWorkunit computed(Row row) {
        List<OutputFile> outputs = DocumentFiles.of(row.canonicalDocument()).files().stream()
                .map(file -> new OutputFile(file, uploads.find(file.name())))
                .toList();
        return new Computed(row.id(), row.name(), row.canonicalName(), outputs);
    }

    private static FinishedWorkunit failed(Row row, Set<WorkunitError> errors) {
        return new Failed(row.id(), row.name(), AssimilationDecision.inWords(errors));
    }
}
