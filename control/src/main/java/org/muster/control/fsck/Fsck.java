package org.muster.control.fsck;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.common.config.MusterConfig;
import org.muster.common.store.Database;
import org.muster.filedeleter.sweep.AntiqueSweeper;

/**
 * Compares rows and files: workunits with their results in steps by id, application versions, balances, and the other way
 * round all files. The project may be running: what is found is repaired only if the rows are, under the lock, as they were
 * before the files were looked at, so what a daemon does meanwhile is never mistaken for damage.
 */
public final class Fsck {
    private static final int STEP = 300;
    private static final double WHOLE_DISK = 100;

    private final MusterConfig config;
    private final Database work;
    private final InstantSource clock;
    private final FsckOptions options;
    private final FileCheck files;
    private final FsckReport report = new FsckReport();

    /** A check of one project. */
    public Fsck(MusterConfig config, Database work, InstantSource clock, FsckOptions options) {
        this.config = config;
        this.work = work;
        this.clock = clock;
        this.options = options;
        this.files = new FileCheck(config.files(), options.digests());
    }

    /**
     * Checks everything once.
     *
     * @throws IOException when an area is away, so that nothing can be said of its files
     */
    public FsckReport run() throws IOException {
        files.requireAreas();
        new ApplicationFiles(work, config.files(), files).check(report, options.repair(), now());
        List<Long> step = next(0);
        while (!step.isEmpty()) {
            workunits(step);
            step = next(step.getLast());
        }
        new Balances(work).check(report, options.repair());
        if (options.files()) {
            filesWithoutRows();
        }
        return report;
    }

    private List<Long> next(long position) {
        return work.read(handle -> WorkunitRows.after(handle, position, STEP));
    }

    private void workunits(List<Long> ids) throws IOException {
        List<WorkunitRow> rows = work.read(handle -> WorkunitRows.read(handle, ids));
        WorkunitRows.Documents documents = work.read(handle -> WorkunitRows.documents(handle, ids));
        Set<Long> held = work.read(handle -> WorkunitRows.held(handle, ids));
        Set<Long> setAside = work.read(handle -> WorkunitRows.setAside(handle, ids));
        Map<WorkunitRow, Diagnosis> diagnoses = new LinkedHashMap<>();
        Map<Long, String> reasons = new HashMap<>();
        for (WorkunitRow row : rows) {
            Optional<String> reason = files.inputs(documents.inputs().getOrDefault(row.id(), ""));
            reason.ifPresent(text -> reasons.put(row.id(), text));
            Diagnosis.Files found = new Diagnosis.Files(
                    reason.isEmpty(), outputs(row, documents), held.contains(row.id()), setAside.contains(row.id()));
            Diagnosis diagnosis = Diagnosis.of(row, found, options.giveUp());
            if (!diagnosis.findings().isEmpty()) {
                diagnoses.put(row, diagnosis);
            }
        }
        forgetThoseThatWentOn(diagnoses);
        diagnoses.forEach((row, diagnosis) ->
                diagnosis.findings().forEach(finding -> report.found(finding, "workunit " + row.name())));
        diagnoses.values().removeIf(diagnosis -> !diagnosis.isRepair());
        if (options.repair() && !diagnoses.isEmpty()) {
            repair(diagnoses, reasons, documents);
        }
    }

    /** Where a daemon has changed the rows since they were read, what looked wrong is only its work. */
    private void forgetThoseThatWentOn(Map<WorkunitRow, Diagnosis> diagnoses) {
        List<Long> ids = diagnoses.keySet().stream().map(WorkunitRow::id).toList();
        List<WorkunitRow> present = work.read(handle -> WorkunitRows.read(handle, ids));
        diagnoses.keySet().retainAll(Set.copyOf(present));
    }

    private Map<Long, Outputs> outputs(WorkunitRow row, WorkunitRows.Documents documents) throws IOException {
        Map<Long, Outputs> outputs = new HashMap<>();
        for (ResultRow result : row.results()) {
            outputs.put(
                    result.id(),
                    files.outputs(
                            documents.outputs().getOrDefault(result.id(), ""),
                            documents.sent().getOrDefault(result.id(), "")));
        }
        return outputs;
    }

    private void repair(
            Map<WorkunitRow, Diagnosis> repairs, Map<Long, String> reasons, WorkunitRows.Documents documents)
            throws IOException {
        if (repairs.values().stream().anyMatch(Diagnosis::isLoss)) {
            files.requireSomething();
        }
        Map<WorkunitRow, Diagnosis> done = work.transact(handle -> {
            Map<WorkunitRow, Diagnosis> still = Repairs.stillRight(handle, repairs);
            Repairs.write(handle, still, reasons, now());
            return still;
        });
        for (Diagnosis diagnosis : done.values()) {
            diagnosis.findings().stream().filter(Finding::isWrong).forEach(finding -> {
                boolean untreated = finding == Finding.CANONICAL_HOPELESS;
                report.repaired(finding, untreated ? 0 : 1);
            });
            diagnosis
                    .forgotten()
                    .forEach(result -> files.removeOutputs(documents.outputs().getOrDefault(result, "")));
        }
    }

    private void filesWithoutRows() throws IOException {
        long graceDays = Math.max(
                1, Long.highestOneBit(config.backend().sweeper().grace().toDays()));
        double disk = options.repair() ? WHOLE_DISK : config.backend().sweeper().diskPercent();
        AntiqueSweeper.lookOnce(
                config,
                work,
                clock,
                disk,
                (area, findings) -> findings.counts().forEach((kind, count) -> {
                    if (kind.verdict().isAntique()) {
                        Finding finding = kind.ageDays() >= graceDays ? Finding.ANTIQUE : Finding.YOUNG_WITHOUT_ROW;
                        report.found(finding, count.files(), area);
                    }
                }));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
