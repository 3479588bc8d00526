package org.muster.scheduler.work;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads tasks to be given out. A task whose document cannot be sent is set aside, queue {@code scheduler}. */
final class JobRows {

    static final String QUEUE = "scheduler";

    private static final Logger log = LoggerFactory.getLogger(JobRows.class);

    private final DocumentDelivery delivery;

    JobRows(DocumentDelivery delivery) {
        this.delivery = delivery;
    }

    /** The tasks of these results, whatever their state. */
    List<Job> read(Handle handle, Collection<Long> results, long now) {
        return read(handle, results, result -> Optional.empty(), now);
    }

    /**
     * The tasks of these results, whatever their state.
     *
     * @param destinations whom a result is meant for
     */
    List<Job> read(
            Handle handle, Collection<Long> results, Function<Long, Optional<Destination>> destinations, long now) {
        List<Job> jobs = new ArrayList<>();
        List<Unsendable> unsendable = new ArrayList<>();
        ManyRows.select(handle, """
                select r.id, r.name, r.workunitid, r.appid, r.priority, r.xml_doc_in, w.name as workunit_name,
                  w.xml_doc, w.rsc_fpops_est, w.rsc_fpops_bound, w.rsc_memory_bound, w.rsc_disk_bound,
                  w.rsc_bandwidth_bound, w.delay_bound, w.app_version_num, w.app_version_id, w.hr_class, w.size_class, w.batch,
                  a.locality_scheduling
                from result r join workunit w on w.id = r.workunitid join app a on a.id = r.appid
                where r.id in {ids}
                """, results, row -> {
            try {
                return jobs.add(job(row, destinations.apply(row.getLong("id"))));
            } catch (UnsendableDocumentException broken) {
                return unsendable.add(new Unsendable(
                        row.getLong("id"), row.getLong("workunitid"), row.getString("name"), broken.getMessage()));
            }
        });
        for (Unsendable task : unsendable) {
            log.atError()
                    .addKeyValue("workunit", task.workunitId())
                    .addKeyValue("result", task.resultId())
                    .log("{} is set aside: {}", task.name(), task.error());
            BlockedWork.block(handle, QUEUE, task.resultId(), task.error(), now);
        }
        return jobs;
    }

    private record Unsendable(long resultId, long workunitId, String name, String error) {}

    private Job job(ResultSet row, Optional<Destination> destination) throws SQLException {
        String input = text(row.getBytes("xml_doc"));
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
                        row.getLong("delay_bound"),
                        row.getDouble("rsc_bandwidth_bound")),
                new VersionPin(row.getInt("app_version_num"), row.getLong("app_version_id")),
                delivery.workunit(input),
                delivery.result(text(row.getBytes("xml_doc_in"))),
                new Job.Placement(
                        row.getInt("hr_class"),
                        row.getInt("size_class"),
                        destination,
                        row.getInt("locality_scheduling") == 0 ? List.of() : files(input),
                        row.getLong("batch")));
    }

    private static List<String> files(String document) {
        return DocumentFiles.of(document).files().stream()
                .map(DocumentFile::name)
                .toList();
    }

    private static String text(byte[] document) {
        return document == null ? "" : new String(document, StandardCharsets.UTF_8);
    }
}
