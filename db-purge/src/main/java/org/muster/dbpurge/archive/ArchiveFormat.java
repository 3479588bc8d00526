package org.muster.dbpurge.archive;

import java.util.ArrayList;
import java.util.List;
import org.muster.dbpurge.archive.ArchiveField.Kind;

/**
 * The two kinds of archive record: what they are called and which fields they have, in order.
 *
 * <p>The fields up to {@code mod_time} are those of BOINC's {@code db_purge} in its order, so that its readers find
 * what they look for. The columns that BOINC leaves out follow behind: a purged row is to be had back whole, and a
 * reader that looks for elements by name passes over the ones it does not know.
 */
public enum ArchiveFormat {
    /** A workunit's row. */
    WORKUNIT("workunit", "wu", """
            id create_time appid name=NAME xml_doc=DOCUMENT batch rsc_fpops_est=REAL rsc_fpops_bound=REAL
            rsc_memory_bound=REAL rsc_disk_bound=REAL need_validate canonical_resultid canonical_credit=REAL
            transition_time delay_bound error_mask file_delete_state assimilate_state hr_class opaque=FIXED min_quorum
            target_nresults max_error_results max_total_results max_success_results result_template_file=NAME priority
            mod_time=TIME
            rsc_bandwidth_bound=REAL fileset_id app_version_id transitioner_flags size_class keywords=NAME
            app_version_num"""),

    /** A result's row. */
    RESULT("result", "result", """
            id create_time workunitid server_state outcome client_state hostid userid report_deadline sent_time
            received_time name=NAME cpu_time=REAL xml_doc_in=DOCUMENT xml_doc_out=DOCUMENT stderr_out=OUTPUT batch
            file_delete_state validate_state claimed_credit=REAL granted_credit=REAL opaque=FIXED random
            app_version_num app_version_id appid exit_status teamid priority mod_time=TIME
            elapsed_time=REAL flops_estimate=REAL runtime_outlier size_class peak_working_set_size=REAL
            peak_swap_size=REAL peak_disk_usage=REAL""");

    private final String table;
    private final String filePrefix;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list that nobody else holds
    private final List<ArchiveField> fields;

    ArchiveFormat(String table, String filePrefix, String fields) {
        this.table = table;
        this.filePrefix = filePrefix;
        this.fields = parse(fields);
    }

    /** The table whose rows these records keep. */
    public String table() {
        return table;
    }

    /** The element around one record. */
    public String element() {
        return table + "_archive";
    }

    /** The fields in the order in which they are written. */
    public List<ArchiveField> fields() {
        return fields;
    }

    /** What names of archive files begin with, up to the time stamp. */
    public String archivePrefix() {
        return filePrefix + "_archive_";
    }

    /** What names of index files begin with, up to the time stamp. */
    String indexPrefix() {
        return filePrefix + "_index_";
    }

    private static List<ArchiveField> parse(String fields) {
        List<ArchiveField> parsed = new ArrayList<>();
        for (String word : fields.strip().split("\\s+", -1)) {
            int sign = word.indexOf('=');
            parsed.add(
                    sign < 0
                            ? new ArchiveField(word, Kind.WHOLE)
                            : new ArchiveField(word.substring(0, sign), Kind.valueOf(word.substring(sign + 1))));
        }
        return List.copyOf(parsed);
    }
}
