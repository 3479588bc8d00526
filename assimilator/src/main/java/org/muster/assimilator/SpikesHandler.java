package org.muster.assimilator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.muster.assimilator.FinishedWorkunit.Computed;
import org.muster.assimilator.FinishedWorkunit.Failed;
import org.muster.common.store.Database;
import org.muster.science.database.CanonicalResult;
import org.muster.science.database.RecordOutcome;
import org.muster.science.database.ScienceResults;
import org.muster.science.database.ScienceSchema;
import org.muster.science.spikes.SpikeFormat;
import org.muster.science.spikes.SpikeFormatException;
import org.muster.science.spikes.SpikeList;

/**
 * Takes the spike lists of canonical results into the science database, a batch in one transaction. The science
 * database knows each workunit and takes one result for it, so taking a workunit again changes nothing.
 *
 * <p>Thread-safe.
 */
final class SpikesHandler implements AssimilationHandler {

    /** The name under which the application writes its spikes. */
    private static final String OUTPUT = "spikes";

    /** Spikes in memory and in one transaction, but for one workunit's more. */
    private static final int MOST_SPIKES_AT_ONCE = 50_000;

    private final Supplier<Database> science;
    private final InstantSource clock;
    private volatile boolean migrated;

    /**
     * Sets up the handler without asking for the database.
     *
     * @param science the science database; its schema is brought up to date before the first result
     */
    SpikesHandler(Supplier<Database> science, InstantSource clock) {
        this.science = science;
        this.clock = clock;
    }

    @Override
    public Map<Long, String> take(List<FinishedWorkunit> workunits) {
        ScienceResults results = results();
        Map<Long, String> problems = new HashMap<>();
        Map<Long, CanonicalResult> readable = new LinkedHashMap<>();
        int spikes = 0;
        for (FinishedWorkunit workunit : workunits) {
            switch (workunit) {
                case Computed computed -> spikes += read(computed, readable, problems);
                case Failed failed -> results.fail(failed.name(), failed.reason(), now());
            }
            if (spikes >= MOST_SPIKES_AT_ONCE) {
                problems.putAll(record(results, readable));
                readable.clear();
                spikes = 0;
            }
        }
        problems.putAll(record(results, readable));
        return problems;
    }

    /** Reads a result's spikes, and returns how many there are. */
    private static int read(Computed workunit, Map<Long, CanonicalResult> readable, Map<Long, String> problems) {
        Optional<OutputFile> output = workunit.outputs().stream()
                .filter(each -> each.description().logicalName().equals(OUTPUT))
                .findFirst();
        if (output.isEmpty()) {
            problems.put(workunit.id(), "its canonical result has no output file called " + OUTPUT);
            return 0;
        }
        if (output.get().stored().isEmpty()) {
            String name = output.get().description().name();
            problems.put(workunit.id(), "the output file " + name + " of its canonical result is missing");
            return 0;
        }
        Path file = output.get().stored().get();
        try (InputStream in = Files.newInputStream(file)) {
            SpikeList list = SpikeFormat.read(in.readNBytes(SpikeFormat.MOST_BYTES + 1));
            if (!list.piece().workunitName().equals(workunit.name())) {
                throw new SpikeFormatException(
                        "it is the result of the workunit " + list.piece().workunitName());
            }
            readable.put(workunit.id(), new CanonicalResult(workunit.name(), workunit.resultName(), list));
            return list.spikes().size();
        } catch (IOException e) {
            problems.put(workunit.id(), "cannot take " + file + ": " + e.getMessage());
            return 0;
        }
    }

    /** Records all at once; one by one if that fails for a value, to find whose it is. */
    private Map<Long, String> record(ScienceResults results, Map<Long, CanonicalResult> canonical) {
        Map<Long, String> problems = new HashMap<>();
        try {
            Map<String, RecordOutcome> outcomes = results.record(List.copyOf(canonical.values()), now());
            canonical.forEach((id, each) ->
                    problem(outcomes.get(each.workunitName())).ifPresent(problem -> problems.put(id, problem)));
        } catch (JdbiException e) {
            if (!isAboutValues(e)) {
                throw e;
            }
            if (canonical.size() == 1) {
                canonical
                        .keySet()
                        .forEach(id -> problems.put(id, "the science database refuses it: " + e.getMessage()));
            } else {
                canonical.forEach((id, each) -> problems.putAll(record(results, Map.of(id, each))));
            }
        }
        return problems;
    }

    private static Optional<String> problem(RecordOutcome outcome) {
        return switch (outcome) {
            case RECORDED, ALREADY_RECORDED -> Optional.empty();
            case UNKNOWN_WORKUNIT ->
                Optional.of("the science database has no workunit of this name;"
                        + " the workunit was not made by this project's splitter");
        };
    }

    /** Whether the statement failed because of what was to be stored (SQL state classes 22 and 23). */
    private static boolean isAboutValues(JdbiException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23"));
            }
        }
        return false;
    }

    private ScienceResults results() {
        Database database = science.get();
        if (!migrated) {
            database.read(handle -> handle.execute("select 1")); // says in plain words when it is away; Flyway does not
            ScienceSchema.migrate(database);
            migrated = true;
        }
        return new ScienceResults(database);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
