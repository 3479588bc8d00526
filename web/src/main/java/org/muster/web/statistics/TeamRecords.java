package org.muster.web.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.muster.common.protocol.XmlWriter;

/** {@code team.gz}: every team with credit. */
final class TeamRecords {
    static final ExportTable TABLE = new ExportTable("team", "teams", """
            select t.id, t.total_credit > 0 as exported, t.type, t.name, t.userid, t.total_credit, t.expavg_credit,
                t.expavg_time, t.create_time, t.url, t.name_html, t.description, t.country,
                (select u.name from user u where u.id = t.userid) as founder_name
            from team t where t.id > :after order by t.id limit :limit
            """, TeamRecords::write);

    private TeamRecords() {}

    private static void write(ResultSet row, XmlWriter xml) throws SQLException {
        xml.open("team");
        xml.element("id", row.getLong("id"));
        xml.element("type", row.getLong("type"));
        ExportTable.text(xml, "name", row.getString("name"));
        xml.element("userid", row.getLong("userid"));
        ExportTable.credit(row, xml);
        ExportTable.optional(xml, "founder_name", row.getString("founder_name"));
        xml.element("create_time", row.getLong("create_time"));
        ExportTable.optional(xml, "url", row.getString("url"));
        ExportTable.optional(xml, "name_html", row.getString("name_html"));
        ExportTable.optional(xml, "description", row.getString("description"));
        ExportTable.text(xml, "country", row.getString("country"));
        xml.close("team");
    }
}
