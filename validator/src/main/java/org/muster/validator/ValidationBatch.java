package org.muster.validator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.DailyQuota;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.ServerState;
import org.muster.common.model.TransitionTime;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.BlockedWork;
import org.muster.validator.Examination.Decided;
import org.muster.validator.ResultRows.Judged;

/**
 * What one transaction does: checks that the examined workunits and results are still as they were examined, and writes
 * all that follows from the decisions, a statement for each table and kind of change however many workunits there are.
 * Rows are locked in the order workunits, results, host_app_version, hosts, users, teams, app_version.
 */
final class ValidationBatch {

    /** The name of this daemon's queue in {@code blocked_work}. */
    static final String QUEUE = "validator";

    /** Seconds until a workunit that was set aside is looked at again. */
    static final long SET_ASIDE = 3600;

    /** Seconds until output that could not be read is tried again. */
    static final long RETRY = 600;

    private final HostStanding standing;
    private final Map<Long, Double> alreadyGranted;
    private final long now;
    private final List<WorkunitRows.Written> workunits = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();
    private final List<Long> decidedEarly = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();

    private ValidationBatch(HostStanding standing, Map<Long, Double> alreadyGranted, long now) {
        this.standing = standing;
        this.alreadyGranted = alreadyGranted;
        this.now = now;
    }

    /**
     * Writes what was decided on those workunits that nobody else holds and that did not change.
     *
     * @param examined workunits of one application
     * @return how many were taken forward or set aside
     */
    static int run(
            Handle handle, Application application, DailyQuota dailyQuota, List<Examination> examined, long now) {
        Map<WorkunitRow, Long> locked = WorkunitRows.lock(
                handle,
                examined.stream()
                        .map(examination -> examination.workunit().id())
                        .toList());
        Map<Long, List<ResultRow.Standing>> results = ResultRows.standings(
                handle, locked.keySet().stream().map(WorkunitRow::id).toList());
        Map<Long, Decided> unchanged = new TreeMap<>();
        Map<Long, String> failed = new HashMap<>();
        for (Examination examination : examined) {
            long id = examination.workunit().id();
            switch (examination) {
                case Decided sound when isUnchanged(sound, locked, results) -> unchanged.put(id, sound);
                case Decided changed -> {
                    // It stays due, for the next pass.
                }
                case Examination.Failed broken
                when locked.containsKey(broken.workunit()) -> failed.put(id, broken.reason());
                case Examination.Failed elsewhere -> {
                    // Another copy has it.
                }
            }
        }
        write(handle, application, dailyQuota, unchanged, locked, now);
        setAside(handle, failed, now);
        BlockedWork.release(handle, QUEUE, unchanged.keySet());
        return unchanged.size() + failed.size();
    }

    /** Takes workunits out of the queue for a while, with the reason where an operator sees it. */
    static void setAside(Handle handle, Map<Long, String> failed, long now) {
        WorkunitRows.postpone(handle, failed.keySet().stream().sorted().toList(), now + SET_ASIDE);
        BlockedWork.block(handle, QUEUE, failed, now);
    }

    private static boolean isUnchanged(
            Decided examined, Map<WorkunitRow, Long> locked, Map<Long, List<ResultRow.Standing>> results) {
        return locked.containsKey(examined.workunit())
                && examined.results().stream()
                        .map(ResultRow::standing)
                        .toList()
                        .equals(results.getOrDefault(examined.workunit().id(), List.of()));
    }

    private static void write(
            Handle handle,
            Application application,
            DailyQuota dailyQuota,
            Map<Long, Decided> unchanged,
            Map<WorkunitRow, Long> locked,
            long now) {
        List<ResultRow> judged = unchanged.values().stream()
                .flatMap(workunit -> with(workunit, Set.of(Verdict.VALID, Verdict.INVALID, Verdict.UNUSABLE)).stream())
                .toList();
        HostStanding standing = HostStanding.lock(handle, application, dailyQuota, judged);
        ValidationBatch batch = new ValidationBatch(standing, Ledger.granted(handle, judged), now);
        for (Decided workunit : unchanged.values()) {
            batch.take(workunit, locked.get(workunit.workunit()));
        }
        batch.write(handle);
    }

    private void take(Decided examined, long transitionTime) {
        WorkunitRow workunit = examined.workunit();
        ValidationDecision decision = examined.decision();
        List<ResultRow> valid = with(examined, Set.of(Verdict.VALID));
        double claimed = valid.isEmpty() ? 0 : standing.valid(workunit, valid);
        double credit =
                workunit.isCreditKnown() || decision.canonical().isEmpty() ? workunit.canonicalCredit() : claimed;
        for (ResultRow result : examined.results()) {
            Verdict verdict = decision.verdicts().get(result.id());
            if (verdict != null) {
                judge(result, verdict, verdict == Verdict.VALID ? credit : 0);
            }
        }
        if (decision.canonical().isPresent() && examined.results().stream().anyMatch(ResultRow::isUnsent)) {
            decidedEarly.add(workunit.id());
        }
        workunits.add(new WorkunitRows.Written(after(workunit, decision, credit), next(examined, transitionTime)));
    }

    private static List<ResultRow> with(Decided examined, Set<Verdict> verdicts) {
        return examined.results().stream()
                .filter(result -> {
                    Verdict verdict = examined.decision().verdicts().get(result.id());
                    return verdict != null && verdicts.contains(verdict);
                })
                .toList();
    }

    private void judge(ResultRow result, Verdict verdict, double credit) {
        Double before = alreadyGranted.get(result.id());
        judged.add(new Judged(result, verdict, before == null ? credit : before));
        if (verdict == Verdict.VALID && before == null) {
            grants.add(new Grant(result, credit));
        }
        if (verdict.isAgainstHost()) {
            standing.invalid(result);
        }
    }

    private static WorkunitRow after(WorkunitRow workunit, ValidationDecision decision, double credit) {
        boolean chosen = decision.canonical().isPresent();
        ValidationDecision.Quorum quorum = workunit.quorum();
        return new WorkunitRow(
                workunit.id(),
                workunit.name(),
                decision.canonical().orElse(workunit.canonicalResultId()),
                chosen ? credit : workunit.canonicalCredit(),
                new ValidationDecision.Quorum(
                        quorum.minQuorum(), decision.target().orElse(quorum.target()), quorum.maxSuccess()),
                workunit.errorMask()
                        | (decision.tooManySuccesses() ? WorkunitError.TOO_MANY_SUCCESS_RESULTS.code() : 0),
                chosen && workunit.assimilate() == AssimilateState.INIT ? AssimilateState.READY : workunit.assimilate(),
                workunit.fpopsEstimate(),
                workunit.fpopsBound());
    }

    private long next(Decided examined, long transitionTime) {
        return switch (examined.decision().next()) {
            case NOW -> now;
            case RETRY -> Math.min(transitionTime, now + RETRY);
            case WHEN_RESULTS_DO ->
                examined.results().stream()
                        .filter(result -> result.server() == ServerState.IN_PROGRESS)
                        .mapToLong(result -> result.reportDeadline() + 1)
                        .min()
                        .orElse(TransitionTime.NEVER);
        };
    }

    private void write(Handle handle) {
        ResultRows.judge(handle, judged);
        ResultRows.dismissUnsent(handle, decidedEarly);
        WorkunitRows.update(handle, workunits);
        standing.writeHosts(handle);
        grants.sort(Comparator.comparingLong(grant -> grant.result().id()));
        Ledger.book(handle, grants, now);
        standing.writeVersions(handle, now);
    }
}
