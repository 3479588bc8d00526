package org.muster.validator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;

/**
 * The book of all credit: one row for each result, and the balances of hosts, users and teams, which are sums of it and
 * move in the same transaction. The result's id is the row's key, so nothing can be granted twice.
 */
final class Ledger {

    private static final List<String> COLUMNS = List.of(
            "result_id", "workunit_id", "host_id", "user_id", "team_id", "app_version_id", "credit", "granted_at");

    private Ledger() {}

    /** What was granted to results before, by result. */
    static Map<Long, Double> granted(Handle handle, List<ResultRow> results) {
        Map<Long, Double> granted = new HashMap<>();
        ManyRows.select(
                        handle,
                        "select result_id, credit from credit_ledger where result_id in {ids}",
                        results.stream().map(ResultRow::id).toList(),
                        row -> Map.entry(row.getLong("result_id"), row.getDouble("credit")))
                .forEach(entry -> granted.put(entry.getKey(), entry.getValue()));
        return granted;
    }

    /**
     * Books credit and moves the balances. Credit goes to the account that the result was sent to and to the team that
     * the account is in now.
     *
     * @param grants of results that have no row in the ledger, by ascending result id
     */
    static void book(Handle handle, List<Grant> grants, long now) {
        Accounts.Hosts hosts = Accounts.Hosts.lock(
                handle, grants.stream().map(Ledger::host).distinct().sorted().toList());
        Map<Long, Accounts.Income> hostIncome = new TreeMap<>();
        Map<Long, Accounts.Income> userIncome = new TreeMap<>();
        Map<Long, Long> userOf = new HashMap<>();
        for (Grant grant : grants) {
            long user = grant.result().userId() != 0 ? grant.result().userId() : hosts.owner(host(grant));
            userOf.put(grant.result().id(), user);
            add(hostIncome, host(grant), grant);
            add(userIncome, user, grant);
            hosts.returned(
                    host(grant),
                    grant.result().run().receivedTime() - grant.result().run().sentTime());
        }
        Map<Long, Long> teamOf = Accounts.users(handle, userIncome, now);
        Map<Long, Accounts.Income> teamIncome = new TreeMap<>();
        List<List<Object>> rows = new ArrayList<>();
        for (Grant grant : grants) {
            long user = userOf.get(grant.result().id());
            long team = teamOf.getOrDefault(user, 0L);
            if (team != 0) {
                add(teamIncome, team, grant);
            }
            rows.add(List.of(
                    grant.result().id(),
                    grant.result().workunitId(),
                    host(grant),
                    user,
                    team,
                    grant.result().appVersionId(),
                    grant.credit(),
                    now));
        }
        hosts.pay(handle, hostIncome, now);
        Accounts.teams(handle, teamIncome, now);
        ManyRows.insert(handle, "credit_ledger", COLUMNS, rows);
    }

    private static long host(Grant grant) {
        return grant.result().run().key().hostId();
    }

    private static void add(Map<Long, Accounts.Income> incomes, long account, Grant grant) {
        Accounts.Income income =
                new Accounts.Income(grant.credit(), grant.result().run().sentTime());
        incomes.merge(account, income, Accounts.Income::plus);
    }
}
