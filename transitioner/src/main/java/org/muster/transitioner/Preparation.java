package org.muster.transitioner;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.common.store.Database;
import org.muster.common.work.OutputTemplates;

/**
 * Writes out, before any row is locked, the results that a pass will probably create. Reading templates means files,
 * and a certificate costs about a millisecond of computing; a thousand of them inside the transaction would hold its
 * locks for a second, while the scheduler waits to record reports.
 */
final class Preparation {

    /** New results of one workunit, or why they cannot be made. */
    sealed interface Prepared {
        /** To be inserted if the decision under the lock is the same. */
        record Results(List<NewResult> results) implements Prepared {}

        /** The workunit is to be set aside for this reason. */
        record Impossible(String reason) implements Prepared {}
    }

    private final Database work;
    private final OutputTemplates templates;
    private final ResultWriter writer;
    private final Policy policy;

    Preparation(Database work, OutputTemplates templates, ResultWriter writer, Policy policy) {
        this.work = work;
        this.templates = templates;
        this.writer = writer;
        this.policy = policy;
    }

    /** What is prepared, for those of the workunits that need new results. */
    Map<Long, Prepared> prepare(Collection<Long> ids, long now) {
        Map<DueWorkunit, TransitionDecision> creating = creating(ids, now);
        Set<String> names =
                creating.keySet().stream().map(DueWorkunit::template).collect(Collectors.toSet());
        Map<String, OutputTemplates.Reading> readings = templates.read(names);
        return creating.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        entry -> entry.getKey().id(), entry -> written(entry.getKey(), entry.getValue(), readings)));
    }

    private Map<DueWorkunit, TransitionDecision> creating(Collection<Long> ids, long now) {
        return work.read(handle -> {
            Map<Long, List<ResultRow>> results = ResultRows.read(handle, ids);
            Map<DueWorkunit, TransitionDecision> creating = new HashMap<>();
            for (DueWorkunit workunit : DueWorkunits.read(handle, ids)) {
                TransitionDecision decision =
                        TransitionBatch.decide(workunit, results.getOrDefault(workunit.id(), List.of()), policy, now);
                if (!decision.created().isEmpty()) {
                    creating.put(workunit, decision);
                }
            }
            return creating;
        });
    }

    private Prepared written(
            DueWorkunit workunit, TransitionDecision decision, Map<String, OutputTemplates.Reading> readings) {
        return switch (readings.get(workunit.template())) {
            case OutputTemplates.Reading.Usable usable ->
                new Prepared.Results(writer.write(workunit, decision, usable.template()));
            case OutputTemplates.Reading.Broken broken -> new Prepared.Impossible(broken.reason());
        };
    }
}
