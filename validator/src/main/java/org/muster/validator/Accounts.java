package org.muster.validator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.credit.RecentCredit;
import org.muster.common.store.ManyRows;

/**
 * The balances of hosts, users and teams: columns total_credit, expavg_credit and expavg_time. Rows are locked by
 * ascending id, hosts before users before teams, and written by one statement for each table. An account that is gone
 * is passed over; what it earned stays in the ledger.
 */
final class Accounts {

    /**
     * Credit for one account in one batch.
     *
     * @param credit the sum
     * @param workBegan Unix seconds at which the earliest of the work was sent
     */
    record Income(double credit, long workBegan) {
        Income plus(Income other) {
            return new Income(credit + other.credit, Math.min(workBegan, other.workBegan));
        }
    }

    private static final List<String> COLUMNS = List.of("id", "credit", "expavg_credit", "expavg_time");

    private static final String PAY = """
            update {rows} c straight_join %s a on a.id = c.id
            set a.total_credit = a.total_credit + c.credit, a.expavg_credit = c.expavg_credit,
              a.expavg_time = c.expavg_time
            """;

    private record Account(long id, long group, RecentCredit recent) {}

    private Accounts() {}

    /** Pays users; returns the team of each that is in one. */
    static Map<Long, Long> users(Handle handle, Map<Long, Income> incomes, long now) {
        List<Account> users = ManyRows.select(
                handle,
                "select id, teamid, expavg_credit, expavg_time from user where id in {ids} order by id for update",
                incomes.keySet(),
                row -> new Account(row.getLong("id"), row.getLong("teamid"), recent(row)));
        pay(handle, "user", users, incomes, now);
        Map<Long, Long> teams = new HashMap<>();
        users.stream().filter(user -> user.group() != 0).forEach(user -> teams.put(user.id(), user.group()));
        return teams;
    }

    /** Pays teams. */
    static void teams(Handle handle, Map<Long, Income> incomes, long now) {
        List<Account> teams = ManyRows.select(
                handle,
                "select id, expavg_credit, expavg_time from team where id in {ids} order by id for update",
                incomes.keySet(),
                row -> new Account(row.getLong("id"), 0, recent(row)));
        pay(handle, "team", teams, incomes, now);
    }

    private static void pay(Handle handle, String table, List<Account> accounts, Map<Long, Income> incomes, long now) {
        List<List<Object>> rows = new ArrayList<>();
        accounts.forEach(account -> rows.add(paid(account, incomes.get(account.id()), now)));
        ManyRows.update(handle, PAY.formatted(table), COLUMNS, rows);
    }

    private static List<Object> paid(Account account, Income income, long now) {
        RecentCredit recent = account.recent().with(now, income.workBegan(), income.credit());
        return List.of(account.id(), income.credit(), recent.perDay(), recent.time());
    }

    private static RecentCredit recent(ResultSet row) throws SQLException {
        return new RecentCredit(row.getDouble("expavg_credit"), row.getDouble("expavg_time"));
    }

    /** Locked hosts, whose turnaround is averaged too. */
    static final class Hosts {

        private static final double WEIGHT_OF_NEWEST = 0.3;

        private final Map<Long, Account> hosts = new TreeMap<>();
        private final Map<Long, Double> turnarounds = new TreeMap<>();

        static Hosts lock(Handle handle, Collection<Long> ids) {
            Hosts locked = new Hosts();
            ManyRows.select(
                    handle,
                    "select id, userid, expavg_credit, expavg_time, avg_turnaround from host where id in {ids}"
                            + " order by id for update",
                    ids,
                    row -> {
                        long id = row.getLong("id");
                        locked.turnarounds.put(id, row.getDouble("avg_turnaround"));
                        return locked.hosts.put(id, new Account(id, row.getLong("userid"), recent(row)));
                    });
            return locked;
        }

        /** The user whose host it is now; 0 for a host that is gone. */
        long owner(long host) {
            return hosts.containsKey(host) ? hosts.get(host).group() : 0;
        }

        /** A valid result came back after so many seconds. */
        void returned(long host, double seconds) {
            turnarounds.computeIfPresent(
                    host,
                    (id, average) ->
                            average == 0 ? seconds : (1 - WEIGHT_OF_NEWEST) * average + WEIGHT_OF_NEWEST * seconds);
        }

        /** Pays the hosts, and writes their turnaround by the same statement. */
        void pay(Handle handle, Map<Long, Income> incomes, long now) {
            List<List<Object>> rows = new ArrayList<>();
            for (Account host : hosts.values()) {
                List<Object> row = new ArrayList<>(paid(host, incomes.get(host.id()), now));
                row.add(turnarounds.get(host.id()));
                rows.add(row);
            }
            ManyRows.update(
                    handle,
                    PAY.formatted("host") + ", a.avg_turnaround = c.avg_turnaround",
                    List.of("id", "credit", "expavg_credit", "expavg_time", "avg_turnaround"),
                    rows);
        }
    }
}
