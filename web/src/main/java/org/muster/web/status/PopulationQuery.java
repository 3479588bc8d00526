package org.muster.web.status;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;

/**
 * The queries behind the status page that are run seldom, because each reads a whole table once. The runtimes come from
 * a sample of results that are over, so that a project of any size pays the same for them.
 */
final class PopulationQuery {
    private static final long DAY = 86_400;
    private static final int SAMPLE = 20_000;
    /** Recent average credit halves in a week. */
    private static final double HALF_LIFE = 7 * DAY;
    /** A gigaflops day is worth 200 cobblestones. */
    private static final double CREDIT_OF_A_GIGAFLOPS = 200;

    private PopulationQuery() {}

    private record Groups(Population.Group group, double recentCredit, double totalCredit) {}

    static Population read(Handle handle, Instant now) {
        Groups users = groups(handle, "user", now);
        Groups hosts = groups(handle, "host", now);
        return new Population(
                users.group(),
                hosts.group(),
                users.recentCredit() / CREDIT_OF_A_GIGAFLOPS,
                users.totalCredit(),
                runtimes(handle, now));
    }

    private static Groups groups(Handle handle, String table, Instant now) {
        return handle.createQuery("""
                        select count(case when expavg_credit > 1 then 1 end) as recent,
                          count(case when total_credit > 1 then 1 end) as credit,
                          count(case when create_time > :yesterday then 1 end) as registered,
                          coalesce(sum(total_credit), 0) as total,
                          coalesce(sum(expavg_credit
                            * exp(-ln(2) * greatest(:now - expavg_time, 0) / :halfLife)), 0) as average
                        from <table>
                        """)
                .define("table", table)
                .bind("now", now.getEpochSecond())
                .bind("yesterday", now.getEpochSecond() - DAY)
                .bind("halfLife", HALF_LIFE)
                .map((row, context) -> new Groups(
                        new Population.Group(row.getLong("recent"), row.getLong("credit"), row.getLong("registered")),
                        row.getDouble("average"),
                        row.getDouble("total")))
                .one();
    }

    private static Map<Long, AppRuntime> runtimes(Handle handle, Instant now) {
        return handle.createQuery("""
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
                .bind("yesterday", now.getEpochSecond() - DAY)
                .map((row, context) -> Map.entry(
                        row.getLong("appid"),
                        new AppRuntime(
                                row.getDouble("average"),
                                row.getDouble("shortest"),
                                row.getDouble("longest"),
                                row.getLong("users"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
