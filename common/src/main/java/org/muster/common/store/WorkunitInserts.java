package org.muster.common.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Inserts new workunits, due for the transitioner at once. */
public final class WorkunitInserts {

    private static final List<String> COLUMNS = List.of(
            "create_time",
            "appid",
            "name",
            "xml_doc",
            "rsc_fpops_est",
            "rsc_fpops_bound",
            "rsc_memory_bound",
            "rsc_disk_bound",
            "transition_time",
            "delay_bound",
            "min_quorum",
            "target_nresults",
            "max_error_results",
            "max_total_results",
            "max_success_results",
            "result_template_file",
            "priority",
            "batch",
            "hr_class",
            "size_class",
            "app_version_num",
            "transitioner_flags",
            "keywords",
            "canonical_credit",
            "opaque");

    private WorkunitInserts() {}

    /**
     * Inserts all by statements of many rows.
     *
     * @param now Unix seconds, used as creation and transition time
     */
    public static void insert(Handle handle, List<NewWorkunit> workunits, long now) {
        ManyRows.insert(
                handle,
                "workunit",
                COLUMNS,
                workunits.stream().map(workunit -> values(workunit, now)).toList());
    }

    private static List<Object> values(NewWorkunit workunit, long now) {
        NewWorkunit.Needs needs = workunit.needs();
        NewWorkunit.Replication replication = workunit.replication();
        NewWorkunit.Marks marks = workunit.marks();
        return List.of(
                now,
                workunit.appId(),
                workunit.name(),
                workunit.document().getBytes(UTF_8),
                needs.fpopsEstimate(),
                needs.fpopsBound(),
                needs.memoryBound(),
                needs.diskBound(),
                now,
                needs.delayBound(),
                replication.minQuorum(),
                replication.target(),
                replication.maxError(),
                replication.maxTotal(),
                replication.maxSuccess(),
                workunit.resultTemplateFile(),
                workunit.priority(),
                marks.batch(),
                marks.hrClass(),
                marks.sizeClass(),
                marks.versionNumber(),
                marks.transitionerFlags(),
                marks.keywords(),
                marks.credit(),
                marks.opaque());
    }
}
