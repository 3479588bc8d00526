package org.muster.common.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Inserts new workunits, due for the transitioner at once. */
public final class WorkunitInserts {
    private WorkunitInserts() {}

    /**
     * Inserts all by one multi-row statement (the driver joins the batch).
     *
     * @param now Unix seconds, used as creation and transition time
     */
    public static void insert(Handle handle, List<NewWorkunit> workunits, long now) {
        if (workunits.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into workunit (create_time, appid, name, xml_doc, rsc_fpops_est, rsc_fpops_bound,
                  rsc_memory_bound, rsc_disk_bound, transition_time, delay_bound, min_quorum, target_nresults,
                  max_error_results, max_total_results, max_success_results, result_template_file, priority,
                  batch, hr_class, size_class, app_version_num, transitioner_flags, keywords)
                values (:now, :app, :name, :document, :fpopsEstimate, :fpopsBound, :memoryBound, :diskBound, :now,
                  :delayBound, :minQuorum, :target, :maxError, :maxTotal, :maxSuccess, :template, :priority,
                  :batch, :hrClass, :sizeClass, :versionNumber, :flags, :keywords)
                """);
        for (NewWorkunit workunit : workunits) {
            NewWorkunit.Needs needs = workunit.needs();
            NewWorkunit.Replication replication = workunit.replication();
            NewWorkunit.Marks marks = workunit.marks();
            batch.bind("now", now)
                    .bind("app", workunit.appId())
                    .bind("name", workunit.name())
                    .bind("document", workunit.document().getBytes(UTF_8))
                    .bind("fpopsEstimate", needs.fpopsEstimate())
                    .bind("fpopsBound", needs.fpopsBound())
                    .bind("memoryBound", needs.memoryBound())
                    .bind("diskBound", needs.diskBound())
                    .bind("delayBound", needs.delayBound())
                    .bind("minQuorum", replication.minQuorum())
                    .bind("target", replication.target())
                    .bind("maxError", replication.maxError())
                    .bind("maxTotal", replication.maxTotal())
                    .bind("maxSuccess", replication.maxSuccess())
                    .bind("template", workunit.resultTemplateFile())
                    .bind("priority", workunit.priority())
                    .bind("batch", marks.batch())
                    .bind("hrClass", marks.hrClass())
                    .bind("sizeClass", marks.sizeClass())
                    .bind("versionNumber", marks.versionNumber())
                    .bind("flags", marks.transitionerFlags())
                    .bind("keywords", marks.keywords())
                    .add();
        }
        batch.execute();
    }
}
