package org.muster.web.statistics;

import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.protocol.XmlWriter;

/**
 * {@code tables.xml}: when the export was made and how much is in it. Readers look at it first.
 *
 * @param counts records by file
 * @param credit sum over all exported users, cobblestones
 */
record ExportTotals(Map<ExportTable, Long> counts, double credit) {

    XmlWriter document(Handle handle, long now) {
        XmlWriter xml = new XmlWriter().append(ExportFile.PROLOG).open("tables");
        xml.element("update_time", now);
        xml.element("nusers_total", counts.get(UserRecords.TABLE));
        xml.element("nteams_total", counts.get(TeamRecords.TABLE));
        xml.element("nhosts_total", counts.get(HostRecords.TABLE));
        xml.element("nusers_deleted_total", counts.get(DeletedRecords.USERS));
        xml.element("nhosts_deleted_total", counts.get(DeletedRecords.HOSTS));
        xml.element("total_credit", credit);
        xml.open("applications");
        handle.createQuery("select user_friendly_name from app where deprecated = 0 order by id")
                .mapTo(String.class)
                .forEach(name -> xml.open("application").element("name", name).close("application"));
        return xml.close("applications").open("badges").close("badges").close("tables");
    }
}
