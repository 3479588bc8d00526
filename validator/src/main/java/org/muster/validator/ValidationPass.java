package org.muster.validator;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.muster.common.credit.DailyQuota;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.daemon.Window;
import org.muster.common.store.Database;
import org.muster.common.store.PoisonIsolation;

/**
 * Takes a batch of every application's workunits forward: finds those to be validated, reads and compares their output
 * files with no transaction open, and then writes all decisions in one. If the transaction is refused, each workunit is
 * tried by itself and the one that is to blame is set aside.
 *
 * <p>Any number of copies may run: a decision counts only if the workunit and its results are, under the lock, as they
 * were when the files were read. Copies that meet each other look at different workunits from then on, so that they seldom
 * read the same files.
 */
final class ValidationPass implements Pass {

    /**
     * Which workunits.
     *
     * @param shard those that this copy takes
     * @param batchSize how many of an application at once
     * @param choice chooses among the waiting ones
     * @param dailyQuota results a host may get a day and processor
     */
    record Scope(Shard shard, int batchSize, RandomGenerator choice, DailyQuota dailyQuota) {}

    private final Database work;
    private final Examiner examiner;
    private final Comparators comparators;
    private final Scope scope;
    private final InstantSource clock;
    private final Map<Long, Window> windows = new HashMap<>();

    ValidationPass(Database work, Examiner examiner, Comparators comparators, Scope scope, InstantSource clock) {
        this.work = work;
        this.examiner = examiner;
        this.comparators = comparators;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public PassOutcome run() throws IOException {
        int handled = 0;
        boolean more = false;
        for (Application application : work.read(Application::all)) {
            PassOutcome outcome = run(application);
            handled += outcome.handled();
            more |= outcome.more();
        }
        return new PassOutcome(handled, more);
    }

    private PassOutcome run(Application application) throws IOException {
        Window window = windows.computeIfAbsent(application.id(), id -> new Window(scope.batchSize(), scope.choice()));
        List<Long> due =
                work.read(handle -> WorkunitRows.find(handle, application.id(), scope.shard(), window.lookFor()));
        if (due.isEmpty()) {
            return PassOutcome.IDLE;
        }
        examiner.requireUploads();
        List<Long> ids = window.of(due);
        int handled = PoisonIsolation.handle(ids, batch -> validate(application, batch), this::setAside);
        window.handled(ids.size(), handled);
        return new PassOutcome(handled, handled > 0 && due.size() > ids.size());
    }

    private void setAside(long id, String error) {
        long now = clock.instant().getEpochSecond();
        work.write(handle -> ValidationBatch.setAside(handle, Map.of(id, error), now));
    }

    private int validate(Application application, List<Long> ids) {
        List<Examination> examined = examine(application, ids);
        long now = clock.instant().getEpochSecond();
        return work.transact(handle -> ValidationBatch.run(handle, application, scope.dailyQuota(), examined, now));
    }

    private List<Examination> examine(Application application, List<Long> ids) {
        List<WorkunitRow> workunits = work.read(handle -> WorkunitRows.read(handle, ids));
        Map<Long, List<ResultRow>> results = work.read(handle -> ResultRows.read(handle, ids));
        List<Long> needed = workunits.stream()
                .map(workunit -> Examiner.needed(workunit, results.getOrDefault(workunit.id(), List.of())))
                .flatMap(Collection::stream)
                .map(ResultRow::id)
                .toList();
        Map<Long, String> documents = work.read(handle -> ResultRows.documents(handle, needed));
        ResultComparator<?> comparator = comparators.of(application.name());
        return workunits.parallelStream()
                .map(workunit -> examiner.examine(
                        workunit, results.getOrDefault(workunit.id(), List.of()), documents, comparator))
                .toList();
    }
}
