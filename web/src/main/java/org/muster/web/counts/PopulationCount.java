package org.muster.web.counts;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * Who takes part and how long tasks take. Users and hosts are read to the end, step by step along their ids, so that no
 * statement is long however many there are; runtimes come from a sample of results that are over, so that a project of any
 * size pays the same for them.
 */
final class PopulationCount {
    private static final long DAY = 86_400;
    private static final int STEP = 20_000;
    private static final int SAMPLE = 20_000;
    /** Recent average credit halves in a week. */
    private static final double HALF_LIFE = 7 * DAY;
    /** A gigaflops day is worth 200 cobblestones. */
    private static final double CREDIT_OF_A_GIGAFLOPS = 200;

    private final Map<String, Double> totals = new HashMap<>();

    private PopulationCount() {}

    /** All figures by the names of table {@code status_total}. */
    static Map<String, Double> read(Handle handle, long now) {
        PopulationCount count = new PopulationCount();
        count.group(handle, "user", now);
        count.group(handle, "host", now);
        count.totals.put("gigaflops", count.totals.remove("user.average") / CREDIT_OF_A_GIGAFLOPS);
        count.totals.remove("host.average");
        count.totals.remove("host.total");
        count.runtimes(handle, now);
        return count.totals;
    }

    private void group(Handle handle, String table, long now) {
        for (String figure : new String[] {"recent", "credit", "new", "total", "average"}) {
            totals.put(table + "." + figure, 0.0);
        }
        long last = handle.createQuery("select coalesce(max(id), 0) from " + table)
                .mapTo(Long.class)
                .one();
        for (long after = 0; after < last; ) {
            after = step(handle, table, after, last, now);
        }
    }

    /** Reads the next ids that there are; gives the last of them. */
    private long step(Handle handle, String table, long after, long last, long now) {
        return handle.createQuery("""
                        select coalesce(max(id), :last) as reached,
                          count(case when expavg_credit > 1 then 1 end) as recent,
                          count(case when total_credit > 1 then 1 end) as credit,
                          count(case when create_time > :yesterday then 1 end) as registered,
                          coalesce(sum(total_credit), 0) as total,
                          coalesce(sum(expavg_credit
                            * exp(-ln(2) * greatest(:now - expavg_time, 0) / :halfLife)), 0) as average
                        from (
                          select id, expavg_credit, total_credit, create_time, expavg_time
                          from <table> where id > :after order by id limit :step
                        ) as some
                        """)
                .define("table", table)
                .bind("after", after)
                .bind("last", last)
                .bind("step", STEP)
                .bind("now", now)
                .bind("yesterday", now - DAY)
                .bind("halfLife", HALF_LIFE)
                .map((row, context) -> {
                    add(table + ".recent", row.getLong("recent"));
                    add(table + ".credit", row.getLong("credit"));
                    add(table + ".new", row.getLong("registered"));
                    add(table + ".total", row.getDouble("total"));
                    add(table + ".average", row.getDouble("average"));
                    return row.getLong("reached");
                })
                .one();
    }

    private void runtimes(Handle handle, long now) {
        handle.createQuery("""
                        select appid, avg(elapsed_time) / 3600 as average, min(elapsed_time) / 3600 as shortest,
                          max(elapsed_time) / 3600 as longest, count(distinct userid) as users
                        from (
                          select appid, elapsed_time, userid, validate_state, received_time
                          from result where server_state = :over
                          order by priority desc, id desc limit :sample
                        ) as sample
                        where validate_state = :valid and received_time > :yesterday
                        group by appid
                        """)
                .bind("over", ServerState.OVER.code())
                .bind("sample", SAMPLE)
                .bind("valid", ValidateState.VALID.code())
                .bind("yesterday", now - DAY)
                .map((row, context) -> {
                    String app = "runtime." + row.getLong("appid") + ".";
                    totals.put(app + "average", row.getDouble("average"));
                    totals.put(app + "shortest", row.getDouble("shortest"));
                    totals.put(app + "longest", row.getDouble("longest"));
                    totals.put(app + "users", row.getDouble("users"));
                    return app;
                })
                .list();
    }

    private void add(String name, double amount) {
        totals.merge(name, amount, Double::sum);
    }
}
