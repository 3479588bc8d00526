package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;
import org.muster.common.work.InputSizes;

/**
 * The rows of workunits that cannot be sent because their input is missing. Their unsent results become INACTIVE, which
 * every daemon of either house takes for "not to be sent yet, and not to be replaced", and the reason is in
 * {@code blocked_work}. When the input is there again both are undone.
 */
public final class HeldWorkunits {

    /** The queue's name in {@code blocked_work}. */
    public static final String QUEUE = "missing-input";

    private static final String OPEN =
            "file_delete_state = 0 and error_mask = 0 and canonical_resultid = 0 and xml_doc is not null";

    private HeldWorkunits() {}

    /** The next workunits by id that may still be sent, with the recorded sizes of their input files. */
    static Map<Long, Map<String, OptionalLong>> after(Handle handle, long position, int limit) {
        List<Long> ids = handle.createQuery(
                        "select id from workunit where id > :position and " + OPEN + " order by id limit :limit")
                .bind("position", position)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        return sizes(handle, ids);
    }

    /** The workunits that are held. */
    public static List<Long> held(Handle handle) {
        return handle.createQuery("select row_id from blocked_work where queue = :queue order by row_id")
                .bind("queue", QUEUE)
                .mapTo(Long.class)
                .list();
    }

    /** The recorded sizes of those of the workunits that may still be sent. */
    static Map<Long, Map<String, OptionalLong>> sizes(Handle handle, Collection<Long> workunits) {
        Map<Long, Map<String, OptionalLong>> sizes = new TreeMap<>();
        ManyRows.select(
                        handle,
                        "select id, xml_doc from workunit where id in {ids} and " + OPEN,
                        workunits,
                        row -> Map.entry(row.getLong("id"), InputSizes.of(new String(row.getBytes("xml_doc"), UTF_8))))
                .forEach(entry -> sizes.put(entry.getKey(), entry.getValue()));
        return sizes;
    }

    /**
     * Holds workunits back, each with its reason; those that are held already too, for new results may have come. Passes over
     * those that were decided since they were looked at: their input was rightly deleted.
     */
    public static void hold(Handle handle, Map<Long, String> reasons, long now) {
        List<Long> open = ManyRows.select(
                handle,
                "select id from workunit where id in {ids} and " + OPEN + " order by id for update",
                reasons.keySet(),
                row -> row.getLong("id"));
        Map<Long, String> still = new TreeMap<>(reasons);
        still.keySet().retainAll(open);
        ManyRows.update(
                handle,
                "update result set server_state = " + ServerState.INACTIVE.code()
                        + " where workunitid in {ids} and server_state = " + ServerState.UNSENT.code(),
                open);
        BlockedWork.block(handle, QUEUE, still, now);
    }

    /** Lets workunits go. Results that wait for a size regulator, which have a size class, are left to it. */
    public static void release(Handle handle, Collection<Long> workunits) {
        List<Long> ids = workunits.stream().sorted().toList();
        ManyRows.update(
                handle,
                "update result set server_state = " + ServerState.UNSENT.code()
                        + " where workunitid in {ids} and size_class = -1 and server_state = "
                        + ServerState.INACTIVE.code(),
                ids);
        BlockedWork.release(handle, QUEUE, ids);
    }
}
