package org.muster.web.statistics;

import org.muster.common.protocol.XmlWriter;

/** What other sites must erase: accounts and hosts that were deleted, by the identifiers under which they were known. */
final class DeletedRecords {
    static final ExportTable USERS = table("user", "users_deleted", "user_deleted", "userid", "cpid");
    static final ExportTable HOSTS = table("host", "hosts_deleted", "host_deleted", "hostid", "host_cpid");

    private DeletedRecords() {}

    private static ExportTable table(String record, String root, String table, String id, String publicId) {
        String query =
                "select %s as id, 1 as exported, public_cross_project_id from %s where %s > :after order by %s limit :limit"
                        .formatted(id, table, id, id);
        return new ExportTable(table, root, query, (row, xml) -> {
            XmlWriter open = xml.open(record);
            open.element("id", row.getLong("id"));
            open.element(publicId, row.getString("public_cross_project_id"));
            open.close(record);
        });
    }
}
