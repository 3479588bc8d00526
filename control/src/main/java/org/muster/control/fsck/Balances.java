package org.muster.control.fsck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;

/**
 * Compares the credit of users, hosts and teams with the ledger's sums, both as they are at one moment. What is missing is
 * added, not set: credit that is granted meanwhile moves both sides by the same. An account may have more than the ledger
 * says, namely what it earned before the project had a ledger, so nothing is ever taken away.
 */
final class Balances {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-6;
    private static final int PIECE = 500;

    private final Database work;

    Balances(Database work) {
        this.work = work;
    }

    void check(FsckReport report, boolean repair) {
        for (String table : List.of("host", "user", "team")) {
            Map<Long, Double> missing = missing(table, report);
            if (repair) {
                add(table, missing);
                report.repaired(Finding.BALANCE_LOW, missing.size());
            }
        }
    }

    private record Balance(long id, double total, double ledger) {}

    /** By account: how much it has too little. */
    private Map<Long, Double> missing(String table, FsckReport report) {
        Map<Long, Double> missing = new TreeMap<>();
        for (Balance balance : work.read(handle -> different(handle, table))) {
            double lacks = balance.ledger() - balance.total();
            String words =
                    "%s %d has %.6f, the ledger %.6f".formatted(table, balance.id(), balance.total(), balance.ledger());
            if (lacks > 0) {
                missing.put(balance.id(), lacks);
                report.found(Finding.BALANCE_LOW, words);
            } else {
                report.found(Finding.BALANCE_HIGH, words);
            }
        }
        return missing;
    }

    /** One statement sees one moment. */
    private static List<Balance> different(Handle handle, String table) {
        return handle.createQuery("""
                        select a.id, a.total_credit, coalesce(l.credit, 0) as credit from %1$s a
                          left join (select %1$s_id as id, sum(credit) as credit from credit_ledger group by %1$s_id) l
                            on l.id = a.id
                        where abs(a.total_credit - coalesce(l.credit, 0)) > :absolute
                            + :relative * greatest(abs(a.total_credit), abs(coalesce(l.credit, 0)))
                        order by a.id
                        """.formatted(table))
                .bind("absolute", ABSOLUTE)
                .bind("relative", RELATIVE)
                .map((row, context) -> new Balance(row.getLong(1), row.getDouble(2), row.getDouble(3)))
                .list();
    }

    private void add(String table, Map<Long, Double> missing) {
        List<List<Object>> rows = new ArrayList<>();
        missing.forEach((id, credit) -> rows.add(List.of(id, credit)));
        for (int from = 0; from < rows.size(); from += PIECE) {
            List<List<Object>> some = rows.subList(from, Math.min(rows.size(), from + PIECE));
            work.write(handle -> ManyRows.update(
                    handle,
                    "update {rows} c straight_join " + table
                            + " a on a.id = c.id set a.total_credit = a.total_credit + c.credit",
                    List.of("id", "credit"),
                    some));
        }
    }
}
