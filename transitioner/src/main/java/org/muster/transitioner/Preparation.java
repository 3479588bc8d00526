package org.muster.transitioner;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.common.work.OutputTemplates;

/**
 * Writes out, while no row is locked, the results that a pass will probably create. Reading templates means files, and a
 * certificate costs a quarter of a millisecond of computing; a thousand of them inside the transaction would hold its
 * locks so long that the scheduler waits to record reports.
 */
final class Preparation {

    /** New results of one workunit, or why they cannot be made. */
    sealed interface Prepared {
        /** To be inserted if the decision under the lock is the same. */
        record Results(List<NewResult> results) implements Prepared {}

        /** The workunit is to be set aside for this reason. */
        record Impossible(String reason) implements Prepared {}
    }

    private final OutputTemplates templates;
    private final ResultWriter writer;

    Preparation(OutputTemplates templates, ResultWriter writer) {
        this.templates = templates;
        this.writer = writer;
    }

    /** What is prepared for each of the workunits, by decisions that create results. */
    Map<Long, Prepared> prepare(Map<DueWorkunit, TransitionDecision> creating) {
        Set<String> names =
                creating.keySet().stream().map(DueWorkunit::template).collect(Collectors.toSet());
        Map<String, OutputTemplates.Reading> readings = templates.read(names);
        return creating.entrySet().parallelStream()
                .collect(Collectors.toConcurrentMap(
                        entry -> entry.getKey().id(), entry -> written(entry.getKey(), entry.getValue(), readings)));
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
