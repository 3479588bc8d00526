package org.muster.scheduler.work;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.daemon.Shard;
import org.muster.common.model.ServerState;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads tasks to be given out. A task whose document cannot be sent is set aside, queue {@code scheduler}. */
final class JobRows {

    private static final Logger log = LoggerFactory.getLogger(JobRows.class);
    private static final String QUEUE = "scheduler";

    private final DocumentDelivery delivery;

    JobRows(DocumentDelivery delivery) {
        this.delivery = delivery;
    }

    /** The ids of the tasks that should go out first: highest priority, then lowest workunit. */
    static List<Long> unsent(Handle handle, Shard shard, int limit) {
        return handle.createQuery("""
                        select r.id
                        from result r
                          join app a on a.id = r.appid
                          join workunit w on w.id = r.workunitid
                          left join blocked_work b on b.queue = :queue and b.row_id = r.id
                        where r.server_state = :unsent and a.deprecated = 0 and w.transitioner_flags = 0
                          and w.error_mask = 0 and b.row_id is null and mod(r.id, :shards) = :shard
                        order by r.priority desc, r.workunitid, r.id
                        limit :limit
                        """)
                .bind("queue", QUEUE)
                .bind("unsent", ServerState.UNSENT.code())
                .bind("shards", shard.count())
                .bind("shard", shard.index())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** Which of these are still to be given out. */
    static Set<Long> stillUnsent(Handle handle, Collection<Long> results) {
        String query = "select id from result where id in {ids} and server_state = " + ServerState.UNSENT.code();
        return new HashSet<>(ManyRows.select(handle, query, results, row -> row.getLong("id")));
    }

    /** The tasks of these results, whatever their state. */
    List<Job> read(Handle handle, Collection<Long> results, long now) {
        List<Job> jobs = new ArrayList<>();
        List<Unsendable> unsendable = new ArrayList<>();
        ManyRows.select(handle, """
                select r.id, r.name, r.workunitid, r.appid, r.priority, r.xml_doc_in, w.name as workunit_name,
                  w.xml_doc, w.rsc_fpops_est, w.rsc_fpops_bound, w.rsc_memory_bound, w.rsc_disk_bound, w.delay_bound,
                  w.app_version_num, w.app_version_id
                from result r join workunit w on w.id = r.workunitid
                where r.id in {ids}
                """, results, row -> {
            try {
                return jobs.add(job(row));
            } catch (UnsendableDocumentException broken) {
                return unsendable.add(new Unsendable(row.getLong("id"), row.getString("name"), broken.getMessage()));
            }
        });
        for (Unsendable task : unsendable) {
            log.error("{} is set aside: {}", task.name(), task.error());
            BlockedWork.block(handle, QUEUE, task.resultId(), task.error(), now);
        }
        return jobs;
    }

    private record Unsendable(long resultId, String name, String error) {}

    private Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("workunitid"),
                row.getString("workunit_name"),
                row.getLong("appid"),
                row.getInt("priority"),
                new Job.Needs(
                        row.getDouble("rsc_fpops_est"),
                        row.getDouble("rsc_fpops_bound"),
                        row.getDouble("rsc_memory_bound"),
                        row.getDouble("rsc_disk_bound"),
                        row.getLong("delay_bound")),
                new VersionPin(row.getInt("app_version_num"), row.getLong("app_version_id")),
                delivery.workunit(text(row.getBytes("xml_doc"))),
                delivery.result(text(row.getBytes("xml_doc_in"))));
    }

    private static String text(byte[] document) {
        return document == null ? "" : new String(document, StandardCharsets.UTF_8);
    }
}
