package org.muster.validator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.AppVersionCredit;
import org.muster.common.credit.Average;
import org.muster.common.credit.RecentCredit;
import org.muster.common.store.ManyRows;

/** Reads, locks and writes what is known of application versions. */
final class VersionRows {

    private static final String SELECT = """
            select id, pfc_n, pfc_avg, pfc_scale, expavg_credit, expavg_time
            from app_version where id in {ids} order by id
            """;

    private static final String UPDATE = """
            update {rows} c straight_join app_version v on v.id = c.id
            set v.pfc_n = c.pfc_n, v.pfc_avg = c.pfc_avg,
              v.expavg_credit = c.expavg_credit, v.expavg_time = c.expavg_time
            """;

    private static final List<String> COLUMNS = List.of("id", "pfc_n", "pfc_avg", "expavg_credit", "expavg_time");

    private VersionRows() {}

    static Map<Long, AppVersionCredit> read(Handle handle, Collection<Long> ids) {
        return byId(ManyRows.select(handle, SELECT, ids, VersionRows::row));
    }

    static Map<Long, AppVersionCredit> lock(Handle handle, Collection<Long> ids) {
        return byId(ManyRows.select(handle, SELECT + " for update", ids, VersionRows::row));
    }

    static void update(Handle handle, Collection<AppVersionCredit> versions) {
        List<List<Object>> rows = versions.stream()
                .map(version -> List.<Object>of(
                        version.id(),
                        version.peakFlops().samples(),
                        version.peakFlops().value(),
                        version.granted().perDay(),
                        version.granted().time()))
                .toList();
        ManyRows.update(handle, UPDATE, COLUMNS, rows);
    }

    private static Map<Long, AppVersionCredit> byId(List<AppVersionCredit> versions) {
        Map<Long, AppVersionCredit> byId = new HashMap<>();
        versions.forEach(version -> byId.put(version.id(), version));
        return byId;
    }

    private static AppVersionCredit row(ResultSet row) throws SQLException {
        return new AppVersionCredit(
                row.getLong("id"),
                new Average(row.getDouble("pfc_n"), row.getDouble("pfc_avg")),
                row.getDouble("pfc_scale"),
                new RecentCredit(row.getDouble("expavg_credit"), row.getDouble("expavg_time")));
    }
}
