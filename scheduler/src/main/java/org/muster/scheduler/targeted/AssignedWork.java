package org.muster.scheduler.targeted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.muster.common.store.Database;
import org.muster.common.work.CertificateSigner;
import org.muster.common.work.JobNames;
import org.muster.common.work.OutputTemplate;
import org.muster.common.work.OutputTemplates;
import org.muster.scheduler.work.Destination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps results ready of the work that is meant for somebody. Certificates are signed before any row is locked; what
 * changed meanwhile is left for the next time. Used by one thread; several processes may do it at once.
 */
public final class AssignedWork {

    private static final Logger log = LoggerFactory.getLogger(AssignedWork.class);

    private final OutputTemplates templates;
    private final CertificateSigner signer;
    private final RandomGenerator random;

    /**
     * @param templates the project's output templates
     * @param signer signs upload certificates
     * @param random where the numbers in file names come from; must be hard to guess
     */
    public AssignedWork(OutputTemplates templates, CertificateSigner signer, RandomGenerator random) {
        this.templates = templates;
        this.signer = signer;
        this.random = random;
    }

    /** Makes the results that are missing and returns all that are unsent: whom they are meant for, by result id. */
    public Map<Long, Destination> ready(Database database, long now) {
        List<AssignedWorkunit> open = database.read(AssignedRows::open);
        List<AssignedWorkunit> missing =
                open.stream().filter(workunit -> workunit.missing() > 0).toList();
        if (!missing.isEmpty()) {
            make(database, missing, now);
            open = database.read(AssignedRows::open);
        }
        Map<Long, Destination> unsent = new TreeMap<>();
        for (AssignedWorkunit workunit : open) {
            workunit.results().stream()
                    .filter(AssignedWorkunit.Result::ready)
                    .forEach(result -> unsent.put(result.id(), workunit.destination()));
        }
        return unsent;
    }

    private void make(Database database, List<AssignedWorkunit> workunits, long now) {
        Map<String, OutputTemplates.Reading> readings = templates.read(
                workunits.stream().map(AssignedWorkunit::template).collect(Collectors.toSet()));
        Map<Long, List<AssignedRows.NewResult>> written = new TreeMap<>();
        for (AssignedWorkunit workunit : workunits) {
            switch (readings.get(workunit.template())) {
                case OutputTemplates.Reading.Usable usable ->
                    written.put(workunit.id(), results(workunit, usable.template()));
                case OutputTemplates.Reading.Broken broken ->
                    log.atError()
                            .addKeyValue("workunit", workunit.id())
                            .log("No results of {}, which is meant for somebody: {}", workunit.name(), broken.reason());
            }
        }
        Map<Long, AssignedWorkunit> before =
                workunits.stream().collect(Collectors.toMap(AssignedWorkunit::id, Function.identity()));
        database.write(handle -> {
            List<Long> locked = AssignedRows.lock(handle, written.keySet());
            Set<Long> unchanged = AssignedRows.read(handle, locked).stream()
                    .filter(workunit -> workunit.equals(before.get(workunit.id())))
                    .map(AssignedWorkunit::id)
                    .collect(Collectors.toSet());
            written.keySet().retainAll(unchanged);
            AssignedRows.insert(
                    handle, written.values().stream().flatMap(List::stream).toList(), now);
        });
    }

    private List<AssignedRows.NewResult> results(AssignedWorkunit workunit, OutputTemplate template) {
        List<AssignedRows.NewResult> results = new ArrayList<>();
        int first = workunit.nextNumber();
        for (int number = first; number < first + workunit.missing(); number++) {
            String name = JobNames.result(workunit.name(), number);
            String document = template.expand(name, positive(), signer);
            results.add(new AssignedRows.NewResult(workunit, name, document.getBytes(UTF_8), positive()));
        }
        return results;
    }

    private int positive() {
        return random.nextInt(Integer.MAX_VALUE);
    }
}
