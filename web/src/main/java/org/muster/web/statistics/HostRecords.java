package org.muster.web.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.muster.common.protocol.XmlWriter;

/** {@code host.gz}: every host with credit whose owner agreed; whose it is only where the owner shows it. */
final class HostRecords {
    static final ExportTable TABLE =
            new ExportTable("host", "hosts", """
            select h.id, h.total_credit > 0 and h.userid <> 0 and
            """ + ExportTable.consentOf("h.userid") + """
                    as exported, h.userid, (select u.show_hosts from user u where u.id = h.userid) as shown,
                    h.total_credit, h.expavg_credit, h.expavg_time, h.p_vendor, h.p_model, h.os_name, h.os_version, h.misc,
                    h.create_time, h.rpc_time, h.timezone, h.p_ncpus, h.p_fpops, h.p_iops, h.p_membw, h.m_nbytes, h.m_cache,
                    h.m_swap, h.d_total, h.d_free, h.n_bwup, h.n_bwdown, h.avg_turnaround, h.credit_per_cpu_sec,
                    h.host_cpid
                    from host h where h.id > :after order by h.id limit :limit
                    """, HostRecords::write);

    private HostRecords() {}

    private static void write(ResultSet row, XmlWriter xml) throws SQLException {
        xml.open("host");
        xml.element("id", row.getLong("id"));
        if (row.getInt("shown") != 0) {
            xml.element("userid", row.getLong("userid"));
        }
        ExportTable.credit(row, xml);
        ExportTable.text(xml, "p_vendor", row.getString("p_vendor"));
        ExportTable.text(xml, "p_model", row.getString("p_model"));
        ExportTable.text(xml, "os_name", row.getString("os_name"));
        ExportTable.text(xml, "os_version", row.getString("os_version"));
        ExportTable.optional(xml, "misc", row.getString("misc"));
        xml.element("create_time", row.getLong("create_time"));
        xml.element("rpc_time", row.getLong("rpc_time"));
        xml.element("timezone", row.getLong("timezone"));
        xml.element("ncpus", row.getLong("p_ncpus"));
        for (String measured : new String[] {
            "p_fpops",
            "p_iops",
            "p_membw",
            "m_nbytes",
            "m_cache",
            "m_swap",
            "d_total",
            "d_free",
            "n_bwup",
            "n_bwdown",
            "avg_turnaround",
            "credit_per_cpu_sec"
        }) {
            xml.element(measured, row.getDouble(measured));
        }
        ExportTable.text(xml, "host_cpid", row.getString("host_cpid"));
        xml.close("host");
    }
}
