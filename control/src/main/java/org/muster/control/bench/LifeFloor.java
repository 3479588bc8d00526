package org.muster.control.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;

/**
 * What the database itself costs: the rows of whole task lives written in sets over one connection, every step a
 * transaction of its own, with nothing decided, no HTTP and no file. No project can be faster on the same tables.
 */
final class LifeFloor {
    /** Rows that one transaction writes. */
    private static final int SET = 250;

    private static final int INPUT_BYTES = 420;
    private static final int OUTPUT_BYTES = 900;
    private static final int STDERR_BYTES = 300;
    private static final int REPORT_BYTES = 350;
    private static final long NOW = 1_795_288_000L;
    private static final int HOSTS = 1000;

    /** A step of a task's life, in order. */
    enum Step {
        CREATE,
        DISPATCH,
        REPORT,
        TRANSITION,
        VALIDATE,
        ASSIMILATE,
        DELETE,
        PURGE
    }

    private final Database database;
    private long lastId;

    LifeFloor(Database database) {
        this.database = database;
    }

    /**
     * Runs lives, set after set, until the time is over; may be called again.
     *
     * @param seconds how long, 1 and up
     * @return seconds that each step took, and how many lives there were
     */
    Measured run(int seconds) {
        if (lastId == 0) {
            prepare();
        }
        Map<Step, Double> spent = new EnumMap<>(Step.class);
        long lives = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            long first = lastId + 1;
            lastId += SET;
            List<Long> ids = LongStream.rangeClosed(first, lastId).boxed().toList();
            for (Step step : Step.values()) {
                long begun = System.nanoTime();
                database.write(transaction(step, ids));
                spent.merge(step, (System.nanoTime() - begun) / 1e9, Double::sum);
            }
            lives += SET;
        }
        return new Measured(lives, spent);
    }

    /**
     * The outcome.
     *
     * @param lives whole task lives
     * @param seconds spent in each step
     */
    record Measured(long lives, Map<Step, Double> seconds) {
        /** Whole lives in a second. */
        double rate() {
            return lives
                    / seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private void prepare() {
        database.write(handle -> {
            List<List<Object>> hosts = LongStream.rangeClosed(1, HOSTS)
                    .mapToObj(id -> List.<Object>of(id, id))
                    .toList();
            ManyRows.insert(handle, "host", List.of("id", "userid"), hosts);
            List<List<Object>> users = LongStream.rangeClosed(1, HOSTS)
                    .mapToObj(id -> List.<Object>of(id, "u" + id, "u" + id + "@example.org", "key" + id))
                    .toList();
            ManyRows.insert(handle, "user", List.of("id", "name", "email_addr", "authenticator"), users);
        });
    }

    private Consumer<Handle> transaction(Step step, List<Long> ids) {
        return switch (step) {
            case CREATE -> handle -> create(handle, ids);
            case DISPATCH -> handle -> dispatch(handle, ids);
            case REPORT -> handle -> report(handle, ids);
            case TRANSITION ->
                handle -> set(handle, ids, "update workunit set need_validate = 1, transition_time = 2147483647");
            case VALIDATE -> handle -> validate(handle, ids);
            case ASSIMILATE ->
                handle -> set(handle, ids, "update workunit set assimilate_state = 2, transition_time = " + NOW);
            case DELETE -> handle -> delete(handle, ids);
            case PURGE ->
                handle -> {
                    set(handle, ids, "delete from result");
                    set(handle, ids, "delete from workunit");
                };
        };
    }

    private static void create(Handle handle, List<Long> ids) {
        List<List<Object>> workunits = new ArrayList<>();
        List<List<Object>> results = new ArrayList<>();
        for (long id : ids) {
            workunits.add(List.of(id, NOW, 1L, "bench_" + id, text(INPUT_BYTES), 1e12, 1e15, NOW + 864_000, 604_800));
            results.add(List.of(id, NOW, id, ServerState.UNSENT.code(), "bench_" + id + "_0", text(OUTPUT_BYTES), 1L));
        }
        ManyRows.insert(
                handle,
                "workunit",
                List.of(
                        "id",
                        "create_time",
                        "appid",
                        "name",
                        "xml_doc",
                        "rsc_fpops_est",
                        "rsc_fpops_bound",
                        "transition_time",
                        "delay_bound"),
                workunits);
        ManyRows.insert(
                handle,
                "result",
                List.of("id", "create_time", "workunitid", "server_state", "name", "xml_doc_in", "appid"),
                results);
    }

    private static void dispatch(Handle handle, List<Long> ids) {
        set(handle, ids, "update workunit set transition_time = least(transition_time, " + (NOW + 604_800) + ")");
        set(
                handle,
                ids,
                "update result set server_state = " + ServerState.IN_PROGRESS.code() + ", hostid = 1 + mod(id, " + HOSTS
                        + "), userid = 1 + mod(id, " + HOSTS + "), sent_time = " + NOW + ", report_deadline = "
                        + (NOW + 604_800) + ", app_version_id = 1, flops_estimate = 1e9");
    }

    private static void report(Handle handle, List<Long> ids) {
        set(handle, ids, "update workunit set transition_time = " + NOW);
        List<List<Object>> rows = ids.stream()
                .map(id -> List.<Object>of(id, text(STDERR_BYTES), text(REPORT_BYTES)))
                .toList();
        ManyRows.update(
                handle,
                "update {rows} c straight_join result r on r.id = c.id set r.server_state = " + ServerState.OVER.code()
                        + ", r.outcome = " + Outcome.SUCCESS.code() + ", r.received_time = " + NOW
                        + ", r.cpu_time = 100, r.elapsed_time = 100, r.stderr_out = c.stderr, r.xml_doc_out = c.files",
                List.of("id", "stderr", "files"),
                rows);
    }

    private static void validate(Handle handle, List<Long> ids) {
        set(
                handle,
                ids,
                "update workunit set need_validate = 0, canonical_resultid = id, canonical_credit = 1,"
                        + " assimilate_state = 1");
        set(handle, ids, "update result set granted_credit = 1, validate_state = " + ValidateState.VALID.code());
        List<Long> owners =
                ids.stream().map(id -> 1 + id % HOSTS).distinct().sorted().toList();
        set(handle, owners, "update host set total_credit = total_credit + 1");
        set(handle, owners, "update user set total_credit = total_credit + 1");
    }

    private static void delete(Handle handle, List<Long> ids) {
        set(handle, ids, "update workunit set file_delete_state = 2, transition_time = 2147483647");
        set(handle, ids, "update result set file_delete_state = 2");
    }

    private static void set(Handle handle, List<Long> ids, String statement) {
        ManyRows.update(handle, statement + " where id in {ids}", ids);
    }

    private static byte[] text(int bytes) {
        return "x".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
    }
}
