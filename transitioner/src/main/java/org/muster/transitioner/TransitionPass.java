package org.muster.transitioner;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.muster.common.daemon.Pass;
import org.muster.common.daemon.PassOutcome;
import org.muster.common.daemon.Shard;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.Database;
import org.muster.common.store.PoisonIsolation;

/**
 * Takes a batch of due workunits forward: finds them, writes out the results they will need, and then, in one
 * transaction, locks them, decides and writes. If the transaction is refused, each workunit is tried by itself and the
 * one that is to blame is set aside, so it never holds up the others.
 *
 * <p>Any number of copies may run. When much is due, each takes a window at random among the first, so that they seldom
 * prepare the same workunits; when they do, the lock gives them to one.
 */
final class TransitionPass implements Pass {

    private static final int WINDOWS = 8;

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
    private final Scope scope;
    private final InstantSource clock;

    TransitionPass(Database work, Preparation preparation, Policy policy, Scope scope, InstantSource clock) {
        this.work = work;
        this.preparation = preparation;
        this.policy = policy;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public PassOutcome run() {
        long now = clock.instant().getEpochSecond();
        int batchSize = scope.batchSize();
        List<Long> due = work.read(handle -> DueWorkunits.find(handle, scope.shard(), now, batchSize * WINDOWS));
        if (due.isEmpty()) {
            return PassOutcome.IDLE;
        }
        int window = scope.choice().nextInt((due.size() + batchSize - 1) / batchSize);
        List<Long> ids = due.subList(window * batchSize, Math.min(due.size(), (window + 1) * batchSize));
        int handled =
                PoisonIsolation.handle(ids, batch -> transition(batch, now), (id, error) -> setAside(id, error, now));
        return new PassOutcome(handled, handled > 0 && due.size() > handled, "");
    }

    private void setAside(long id, String error, long now) {
        work.write(handle -> {
            DueWorkunits.postpone(handle, List.of(id), now + TransitionBatch.SET_ASIDE);
            BlockedWork.block(handle, TransitionBatch.QUEUE, Map.of(id, error), now);
        });
    }

    private int transition(List<Long> ids, long now) {
        Map<Long, Preparation.Prepared> prepared = preparation.prepare(ids, now);
        return work.transact(handle -> TransitionBatch.run(handle, ids, prepared, policy, now));
    }
}
