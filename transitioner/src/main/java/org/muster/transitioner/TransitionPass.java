package org.muster.transitioner;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.daemon.Window;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.Database;
import org.muster.common.store.PoisonIsolation;

/**
 * Takes a batch of due workunits forward. In one transaction it locks them, decides and writes. Those that need new
 * results are left at first: the results are written out with nothing locked, and inserted by a second transaction, which
 * decides again. If a transaction is refused, each workunit is tried by itself and the one that is to blame is set aside,
 * so it never holds up the others.
 *
 * <p>Any number of copies may run; the lock gives a workunit to one of them.
 */
final class TransitionPass implements Pass {

    /**
     * Which workunits.
     *
     * @param shard those that this copy takes
     * @param batchSize how many at once
     * @param choice chooses among the waiting ones
     */
    record Scope(Shard shard, int batchSize, RandomGenerator choice) {}

    private final Database work;
    private final Preparation preparation;
    private final Policy policy;
    private final Shard shard;
    private final Window window;
    private final InstantSource clock;

    TransitionPass(Database work, Preparation preparation, Policy policy, Scope scope, InstantSource clock) {
        this.work = work;
        this.preparation = preparation;
        this.policy = policy;
        this.shard = scope.shard();
        this.window = new Window(scope.batchSize(), scope.choice());
        this.clock = clock;
    }

    @Override
    public PassOutcome run() {
        long now = clock.instant().getEpochSecond();
        List<Long> due = work.read(handle -> DueWorkunits.find(handle, shard, now, window.lookFor()));
        if (due.isEmpty()) {
            return PassOutcome.IDLE;
        }
        List<Long> ids = window.of(due).stream().sorted().toList();
        int handled =
                PoisonIsolation.handle(ids, batch -> transition(batch, now), (id, error) -> setAside(id, error, now));
        window.handled(ids.size(), handled);
        return new PassOutcome(handled, handled > 0 && due.size() > ids.size());
    }

    private void setAside(long id, String error, long now) {
        work.write(handle -> {
            DueWorkunits.postpone(handle, List.of(id), now + TransitionBatch.SET_ASIDE);
            BlockedWork.block(handle, TransitionBatch.QUEUE, Map.of(id, error), now);
        });
    }

    private int transition(List<Long> ids, long now) {
        TransitionBatch.Handled first =
                work.transact(handle -> TransitionBatch.run(handle, ids, Map.of(), policy, now));
        if (first.unprepared().isEmpty()) {
            return first.handled();
        }
        Map<Long, Preparation.Prepared> prepared = preparation.prepare(first.unprepared());
        List<Long> creating = prepared.keySet().stream().sorted().toList();
        TransitionBatch.Handled second =
                work.transact(handle -> TransitionBatch.run(handle, creating, prepared, policy, now));
        return first.handled() + second.handled();
    }
}
