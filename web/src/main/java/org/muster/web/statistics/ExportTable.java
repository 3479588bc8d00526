package org.muster.web.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.muster.common.protocol.XmlWriter;

/**
 * One file of the export.
 *
 * @param file its name, without ending
 * @param root the element around all records
 * @param query reads the rows after {@code :after}, at most {@code :limit} of them, in the order of their first column; the
 *     second column says whether a row is exported. {@code :consent} is the type of consent that an export needs, 0 for none
 * @param writer writes one row
 */
record ExportTable(String file, String root, String query, RecordWriter writer) {

    /** Writes the record of the row at which the cursor stands. */
    @FunctionalInterface
    interface RecordWriter {
        void write(ResultSet row, XmlWriter xml) throws SQLException;
    }

    /** An element of text, or none when there is no text. */
    static void optional(XmlWriter xml, String name, String value) {
        if (value != null && !value.isEmpty()) {
            xml.element(name, value);
        }
    }

    /** An element of text, empty when there is none. */
    static void text(XmlWriter xml, String name, String value) {
        xml.element(name, value == null ? "" : value);
    }

    /** The three figures that every record has. */
    static void credit(ResultSet row, XmlWriter xml) throws SQLException {
        xml.element("total_credit", row.getDouble("total_credit"));
        xml.element("expavg_credit", row.getDouble("expavg_credit"));
        xml.element("expavg_time", row.getDouble("expavg_time"));
    }

    /**
     * Whether a user agreed to be exported; for a query in which the user's id is the given column.
     *
     * @param user a column's name, never anything from outside
     */
    static String consentOf(String user) {
        return """
                (:consent = 0 or coalesce((
                    select c.consent_flag from consent c
                    where c.userid = %s and c.consent_type_id = :consent
                    order by c.consent_time desc, c.id desc limit 1), 0) = 1)
                """.formatted(user);
    }
}
