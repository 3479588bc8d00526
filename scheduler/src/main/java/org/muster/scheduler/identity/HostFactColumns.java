package org.muster.scheduler.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.scheduler.request.HostFacts;

/** The columns of a computer's row that hold what its client says of it. */
final class HostFactColumns {

    private HostFactColumns() {}

    /** Their names, in the order of {@link #values}. */
    static final List<String> NAMES = List.of(
            "domain_name",
            "last_ip_addr",
            "external_ip_addr",
            "host_cpid",
            "os_name",
            "os_version",
            "product_name",
            "p_ncpus",
            "p_vendor",
            "p_model",
            "p_fpops",
            "p_iops",
            "p_membw",
            "m_nbytes",
            "m_cache",
            "m_swap",
            "d_total",
            "d_free",
            "d_boinc_used_total",
            "d_boinc_used_project",
            "d_boinc_max",
            "p_ngpus",
            "p_gpu_fpops",
            "misc",
            "on_frac",
            "connected_frac",
            "active_frac",
            "gpu_active_frac",
            "n_bwup",
            "n_bwdown",
            "timezone",
            "duration_correction_factor");

    /** What goes into them. */
    static List<Object> values(HostFacts facts) {
        HostFacts.Name name = facts.name();
        HostFacts.Processor processor = facts.processor();
        HostFacts.Availability availability = facts.availability();
        return List.of(
                name.domainName(),
                name.address(),
                name.externalAddress(),
                name.crossProjectId(),
                name.osName(),
                name.osVersion(),
                name.productName(),
                processor.count(),
                processor.vendor(),
                processor.model(),
                processor.fpops(),
                processor.iops(),
                processor.memoryBandwidth(),
                facts.memory().bytes(),
                facts.memory().cache(),
                facts.memory().swap(),
                facts.disk().total(),
                facts.disk().free(),
                facts.disk().usedByAll(),
                facts.disk().usedByProject(),
                facts.disk().share(),
                facts.devices().count(),
                facts.devices().flops(),
                facts.devices().description(),
                availability.on(),
                availability.connected(),
                availability.active(),
                availability.gpuActive(),
                availability.upload(),
                availability.download(),
                facts.timezone(),
                facts.durationCorrection());
    }

    /** What they say. */
    static HostFacts read(ResultSet row) throws SQLException {
        return new HostFacts(
                new HostFacts.Name(
                        text(row, "domain_name"),
                        text(row, "last_ip_addr"),
                        text(row, "external_ip_addr"),
                        text(row, "host_cpid"),
                        text(row, "os_name"),
                        text(row, "os_version"),
                        text(row, "product_name")),
                new HostFacts.Processor(
                        row.getInt("p_ncpus"),
                        text(row, "p_vendor"),
                        text(row, "p_model"),
                        row.getDouble("p_fpops"),
                        row.getDouble("p_iops"),
                        row.getDouble("p_membw")),
                new HostFacts.Memory(row.getDouble("m_nbytes"), row.getDouble("m_cache"), row.getDouble("m_swap")),
                new HostFacts.Disk(
                        row.getDouble("d_total"),
                        row.getDouble("d_free"),
                        row.getDouble("d_boinc_used_total"),
                        row.getDouble("d_boinc_used_project"),
                        row.getDouble("d_boinc_max")),
                new HostFacts.Availability(
                        row.getDouble("on_frac"),
                        row.getDouble("connected_frac"),
                        row.getDouble("active_frac"),
                        row.getDouble("gpu_active_frac"),
                        row.getDouble("n_bwup"),
                        row.getDouble("n_bwdown")),
                new HostFacts.Devices(row.getInt("p_ngpus"), row.getDouble("p_gpu_fpops"), text(row, "misc")),
                row.getInt("timezone"),
                row.getDouble("duration_correction_factor"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
