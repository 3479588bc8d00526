package org.muster.web.statistics;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.muster.common.files.FileDigest;
import org.muster.common.protocol.XmlWriter;

/** {@code user.gz}: everybody with credit who agreed, by the identifier that is the same in all projects. */
final class UserRecords {
    static final ExportTable TABLE =
            new ExportTable("user", "users", """
            select u.id,
                u.total_credit > 0 and coalesce(u.authenticator, '') not like 'deleted%' and
            """ + ExportTable.consentOf("u.id") + """
                    as exported, u.name, u.email_addr, u.create_time, u.total_credit, u.expavg_credit, u.expavg_time,
                    u.cross_project_id, u.country, u.url, u.teamid, u.has_profile
                    from user u where u.id > :after order by u.id limit :limit
                    """, UserRecords::write);

    private UserRecords() {}

    private static void write(ResultSet row, XmlWriter xml) throws SQLException {
        xml.open("user");
        xml.element("id", row.getLong("id"));
        ExportTable.text(xml, "name", row.getString("name"));
        xml.element("create_time", row.getLong("create_time"));
        ExportTable.credit(row, xml);
        xml.element("cpid", publicId(row.getString("cross_project_id"), row.getString("email_addr")));
        ExportTable.optional(xml, "country", row.getString("country"));
        ExportTable.optional(xml, "url", row.getString("url"));
        if (row.getLong("teamid") != 0) {
            xml.element("teamid", row.getLong("teamid"));
        }
        if (row.getInt("has_profile") != 0) {
            xml.flag("has_profile");
        }
        xml.close("user");
    }

    /** MD5 of the internal identifier and the address: equal for one person in all projects, and tells neither. */
    static String publicId(String crossProjectId, String email) {
        return FileDigest.of((crossProjectId + email).getBytes(StandardCharsets.UTF_8))
                .md5();
    }
}
