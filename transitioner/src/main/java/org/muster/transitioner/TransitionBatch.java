package org.muster.transitioner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.model.Outcome;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.HostAppVersionRows;
import org.muster.common.work.JobNames;
import org.muster.transitioner.Preparation.Prepared;

/**
 * What one transaction does: decides on locked workunits and gathers all that follows, then writes it, a statement for
 * each table and kind of change however many workunits there are.
 */
final class TransitionBatch {

    /** The name of this daemon's queue in {@code blocked_work}. */
    static final String QUEUE = "transitioner";

    /** Seconds until a workunit that was set aside is looked at again. */
    static final long SET_ASIDE = 3600;

    /** A result that went over its deadline, and the time that its host had. */
    private record TimeOut(HostAppVersion.Key host, int delayBound) {}

    /**
     * What came of a batch.
     *
     * @param handled how many workunits were taken forward or set aside
     * @param unprepared decisions that need new results which are not written out yet; nothing was done about these
     *     workunits
     */
    record Handled(int handled, Map<DueWorkunit, TransitionDecision> unprepared) {}

    private final Policy policy;
    private final long now;
    private final List<WorkunitState> workunits = new ArrayList<>();
    private final List<ChangedResult> changes = new ArrayList<>();
    private final List<NewResult> created = new ArrayList<>();
    private final List<TimeOut> timeOuts = new ArrayList<>();
    private final Map<Long, String> blocked = new HashMap<>();
    private final Map<DueWorkunit, TransitionDecision> unprepared = new HashMap<>();

    private TransitionBatch(Policy policy, long now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Handles those of the workunits that nobody else holds and that are still due.
     *
     * @param ids ascending
     * @param prepared new results that are written out already
     */
    static Handled run(Handle handle, List<Long> ids, Map<Long, Prepared> prepared, Policy policy, long now) {
        List<DueWorkunit> locked = DueWorkunits.lock(handle, ids, now);
        Map<Long, List<ResultRow>> results =
                ResultRows.read(handle, locked.stream().map(DueWorkunit::id).toList());
        TransitionBatch batch = new TransitionBatch(policy, now);
        for (DueWorkunit workunit : locked) {
            batch.take(workunit, results.getOrDefault(workunit.id(), List.of()), prepared.get(workunit.id()));
        }
        batch.write(handle);
        return new Handled(batch.workunits.size() + batch.blocked.size(), batch.unprepared);
    }

    private void take(DueWorkunit workunit, List<ResultRow> results, Prepared prepared) {
        List<ResultState> states = results.stream().map(ResultRow::state).toList();
        TransitionDecision decision =
                TransitionDecision.decide(workunit.state(), states, workunit.sizeClass(), policy, now);
        if (decision.created().isEmpty()) {
            accept(workunit, results, decision, List.of());
        } else if (prepared instanceof Prepared.Impossible impossible) {
            blocked.put(workunit.id(), impossible.reason());
        } else if (prepared instanceof Prepared.Results ready && matches(ready.results(), decision)) {
            accept(workunit, results, decision, ready.results());
        } else {
            // It stays due: until its results are written out, or, if it changed since they were, for the next pass.
            unprepared.put(workunit, decision);
        }
    }

    private static boolean matches(List<NewResult> ready, TransitionDecision decision) {
        return ready.size() == decision.created().size()
                && JobNames.number(ready.getFirst().name())
                        == decision.created().getFirst().number();
    }

    private void accept(
            DueWorkunit workunit, List<ResultRow> results, TransitionDecision decision, List<NewResult> ready) {
        workunits.add(decision.workunit());
        created.addAll(ready);
        for (int i = 0; i < results.size(); i++) {
            ResultState before = results.get(i).state();
            ResultState after = decision.results().get(i);
            if (!before.equals(after)) {
                changes.add(new ChangedResult(before, after));
            }
            if (before.isInProgress() && after.outcome() == Outcome.NO_REPLY) {
                timeOuts.add(new TimeOut(
                        results.get(i).host(), workunit.state().limits().delayBound()));
            }
        }
    }

    private void write(Handle handle) {
        ResultRows.update(handle, changes);
        ResultRows.insert(handle, created, now);
        DueWorkunits.update(handle, workunits);
        DueWorkunits.postpone(handle, blocked.keySet().stream().sorted().toList(), now + SET_ASIDE);
        BlockedWork.release(
                handle, QUEUE, workunits.stream().map(WorkunitState::id).toList());
        BlockedWork.block(handle, QUEUE, blocked, now);
        penalise(handle);
    }

    private void penalise(Handle handle) {
        Map<HostAppVersion.Key, HostAppVersion> hosts = HostAppVersionRows.lock(
                handle, timeOuts.stream().map(TimeOut::host).toList());
        for (TimeOut late : timeOuts) {
            hosts.computeIfPresent(
                    late.host(), (key, host) -> host.afterTimeOut(late.delayBound(), policy.dailyQuota()));
        }
        HostAppVersionRows.update(handle, hosts.values());
    }
}
