package org.muster.web.member;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A computer, as its owner and the curious see it.
 *
 * @param userId its owner
 * @param name as its owner called it; only for its owner
 * @param lastContact Unix seconds, 0 for never
 * @param created Unix seconds
 * @param venue empty for none
 * @param credit what it has earned
 * @param hardware what it is
 */
record Host(
        long id,
        long userId,
        String name,
        long lastContact,
        long created,
        String venue,
        Credit credit,
        Hardware hardware) {

    /**
     * What a computer has earned.
     *
     * @param average cobblestones a day, as of {@code averageTime}
     */
    record Credit(double total, double average, double averageTime) {}

    /**
     * What a computer is.
     *
     * @param memory bytes
     * @param speed floating-point operations a second and processor
     * @param turnaround seconds between getting a task and reporting it, on average
     */
    record Hardware(int processors, String model, String system, double memory, double speed, double turnaround) {}

    /** The columns that {@link #of} reads. */
    static final String COLUMNS = """
            id, userid, domain_name, rpc_time, create_time, venue, total_credit, expavg_credit, expavg_time, p_ncpus,
            p_model, p_vendor, os_name, os_version, m_nbytes, p_fpops, avg_turnaround
            """;

    static Host of(ResultSet row) throws SQLException {
        return new Host(
                row.getLong("id"),
                row.getLong("userid"),
                text(row.getString("domain_name")),
                row.getLong("rpc_time"),
                row.getLong("create_time"),
                row.getString("venue"),
                new Credit(row.getDouble("total_credit"), row.getDouble("expavg_credit"), row.getDouble("expavg_time")),
                new Hardware(
                        row.getInt("p_ncpus"),
                        (text(row.getString("p_vendor")) + " " + text(row.getString("p_model"))).strip(),
                        (text(row.getString("os_name")) + " " + text(row.getString("os_version"))).strip(),
                        row.getDouble("m_nbytes"),
                        row.getDouble("p_fpops"),
                        row.getDouble("avg_turnaround")));
    }

    private static String text(String column) {
        return column == null ? "" : column;
    }
}
