package org.muster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.systemtests.ProjectChecks.number;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.common.store.Database;
import org.muster.scheduler.identity.HostDay;
import org.muster.systemtests.fleet.Books;

/** What must hold of a project's rows, and of what a fleet has seen, whatever happened. */
final class FleetChecks {
    /** How many rows are not at their end yet. */
    static final String UNFINISHED = """
            select (select count(*) from workunit
                where (canonical_resultid = 0 and error_mask = 0) or assimilate_state <> 2 or need_validate <> 0)
              + (select count(*) from result where server_state <> 5)
              + (select count(*) from workunit where transition_time < unix_timestamp())
            """;

    private FleetChecks() {}

    /** Every workunit has its canonical result, valid and paid; or it has none, and results that say why. */
    static void everythingIsFinished(Database work, int workunits) {
        assertThat(number(work, "select count(*) from workunit")).isEqualTo(workunits);
        assertThat(number(work, UNFINISHED)).isZero();
        assertThat(number(work, "select count(*) from blocked_work")).isZero();
        assertThat(number(work, """
                        select count(*) from workunit w left join result r on r.id = w.canonical_resultid
                        where w.error_mask = 0 and (r.id is null or r.workunitid <> w.id or r.validate_state <> 1)
                        """))
                .as("finished without a valid canonical result")
                .isZero();
        assertThat(number(work, """
                        select count(*) from workunit w join
                          (select workunitid, count(*) total,
                            sum((outcome = 3 and exit_status <> 203) or outcome = 6 or (outcome = 1 and validate_state = 2)) failed
                           from result group by workunitid) r on r.workunitid = w.id
                        where ((w.error_mask & 2) <> 0 and r.failed <= w.max_error_results)
                          or ((w.error_mask & 8) <> 0 and r.total < w.max_total_results)
                          or (w.error_mask & ~14) <> 0
                        """)).as("given up for no good reason").isZero();
        assertThat(number(work, "select count(*) from workunit where error_mask <> 0"))
                .as("most work gets done")
                .isLessThan(workunits / 20.0);
        assertThat(number(work, """
                        select count(*) from result where outcome = 0 or (outcome = 1 and validate_state = 0)
                        """)).as("without outcome or verdict").isZero();
    }

    /** Whichever scheduler gave it away, and whether or not the reply was seen. */
    static void noTaskWasGivenToTwo(Database work, Books books) {
        assertThat(books.receivers())
                .allSatisfy((task, hosts) -> assertThat(hosts)
                        .as("computers that were given %s", task)
                        .hasSize(1));
        Set<String> given =
                new HashSet<>(work.read(handle -> handle.createQuery("select name from result where sent_time > 0")
                        .mapTo(String.class)
                        .set()));
        assertThat(given)
                .as("no task was given away without a row that says so")
                .containsAll(books.receivers().keySet());
    }

    static void noAccountHadTwoOfAWorkunit(Database work) {
        assertThat(number(work, """
                        select count(*) from (select workunitid, userid from result where userid <> 0
                          group by workunitid, userid having count(*) > 1) twice
                        """)).isZero();
    }

    /** What a client has been told to forget has a row that remembers it. */
    static void whatWasAcknowledgedIsThere(Database work, Books books) {
        Map<String, Long> received = new HashMap<>();
        work.read(handle -> handle.createQuery("select name, received_time from result where server_state = 5")
                .map((row, _) -> received.put(row.getString("name"), row.getLong("received_time")))
                .list());
        List<String> forgotten = books.acknowledged().stream()
                .filter(task -> received.getOrDefault(task, 0L) == 0)
                .toList();
        assertThat(forgotten).isEmpty();
        assertThat(books.acknowledged()).isNotEmpty();
    }

    /** Looked at while the fleet is at work. */
    static void noComputerHoldsTooMuch(Database work) {
        assertThat(number(work, """
                        select count(*) from (select r.hostid from result r join host h on h.id = r.hostid
                          where r.server_state = 4 group by r.hostid, h.p_ncpus, h.p_ngpus
                          having count(*) > %d * (h.p_ncpus + %d * h.p_ngpus)) too_much
                        """.formatted(
                                FleetProject.MOST_IN_PROGRESS_PER_PROCESSOR, FleetProject.PROCESSORS_FOR_GRAPHICS)))
                .as("computers with more in progress than allowed")
                .isZero();
    }

    /** A quota begins at the setting and grows by one with each valid result; how it shrinks is tested elsewhere. */
    static void noQuotaWasPassed(Database work) {
        assertThat(number(work, """
                        select count(*) from host_app_version v join host h on h.id = v.host_id
                        left join (select userid, count(*) valid from result where validate_state = 1 group by userid) r
                          on r.userid = h.userid
                        where v.n_jobs_today > (h.p_ncpus + %d * h.p_ngpus) * (%d + coalesce(r.valid, 0))
                        """.formatted(
                                FleetProject.PROCESSORS_FOR_GRAPHICS, FleetProject.MOST_PER_DAY_AND_PROCESSOR)))
                .as("versions of which a computer got more on a day than allowed")
                .isZero();
    }

    /** Whatever it lost, sent twice, or restored; a copy of it on another machine is another computer. */
    static void aComputerHasOneRow(Database work) {
        List<String> several =
                work.read(handle -> handle.createQuery("""
                        select concat(domain_name, ': ', count(*)) from host
                        group by userid, domain_name, if(domain_name like 'several%', host_cpid, '') having count(*) > 1
                        """).mapTo(String.class).list());
        assertThat(several).isEmpty();
    }

    /**
     * Credit, and the numbers of tasks sent today.
     *
     * @param began when the fleet was sent out, Unix seconds
     */
    static void countersAreTheRows(Database work, long began) {
        assertThat(number(work, """
                        select count(*) from credit_ledger l join result r on r.id = l.result_id
                        where r.validate_state <> 1 or abs(r.granted_credit - l.credit) > 1e-9
                        """)).as("paid, but not as the result says").isZero();
        assertThat(number(work, "select count(*) from credit_ledger"))
                .isEqualTo(number(work, "select count(*) from result where validate_state = 1"));
        for (String account : List.of("host", "user")) {
            assertThat(number(work, """
                            select count(*) from %1$s a
                            left join (select %1$s_id id, sum(credit) credit from credit_ledger group by %1$s_id) l
                              on l.id = a.id
                            where abs(a.total_credit - coalesce(l.credit, 0)) > 1e-6 * (1 + a.total_credit)
                            """.formatted(account)))
                    .as("a %s whose balance is not the sum of its entries", account)
                    .isZero();
        }
        tasksOfTodayAreCounted(work, began);
    }

    /**
     * A copied computer may report what the other was given, so tasks are counted by account and version. Accounts with a
     * computer whose day began meanwhile are left out.
     */
    private static void tasksOfTodayAreCounted(Database work, long began) {
        long now = Instant.now().getEpochSecond();
        Set<Long> accounts = new HashSet<>();
        Set<Long> newDay = new HashSet<>();
        work.read(handle -> handle.createQuery("select id, userid from host")
                .map((row, _) -> {
                    long account = row.getLong("userid");
                    boolean sameDay = HostDay.secondsLeft(row.getLong("id"), began) > now - began;
                    return sameDay ? accounts.add(account) : newDay.add(account);
                })
                .list());
        accounts.removeAll(newDay);
        Map<String, Integer> counted = countsByAccount(work, """
                select concat(h.userid, ' ', v.app_version_id), sum(v.n_jobs_today), h.userid
                from host_app_version v join host h on h.id = v.host_id group by h.userid, v.app_version_id
                having sum(v.n_jobs_today) > 0
                """, accounts);
        Map<String, Integer> rows = countsByAccount(work, """
                select concat(userid, ' ', if(app_version_id >= 0, app_version_id, appid * 1000000 - app_version_id)),
                  count(*), userid
                from result where sent_time > 0 group by 1, 3
                """, accounts);
        assertThat(rows).isNotEmpty();
        assertThat(counted).isEqualTo(rows);
    }

    private static Map<String, Integer> countsByAccount(Database work, String query, Set<Long> accounts) {
        Map<String, Integer> counts = new HashMap<>();
        work.read(handle -> handle.createQuery(query)
                .map((row, _) -> accounts.contains(row.getLong(3)) ? counts.put(row.getString(1), row.getInt(2)) : null)
                .list());
        return counts;
    }

    /** What became of the tasks, for people. */
    static String figures(Database work) {
        StringBuilder text = new StringBuilder();
        work.read(handle -> {
            text.append("results: ")
                    .append(handle.createQuery("""
                            select concat('outcome ', outcome, ' validate ', validate_state, ': ', count(*)) from result
                            group by outcome, validate_state order by outcome, validate_state
                            """).mapTo(String.class).list());
            text.append("\nworkunits: ")
                    .append(handle.createQuery("""
                            select concat('error mask ', error_mask, ': ', count(*)) from workunit
                            group by error_mask order by error_mask
                            """).mapTo(String.class).list());
            text.append("\nhosts: ")
                    .append(handle.createQuery("select count(*) from host")
                            .mapTo(Long.class)
                            .one());
            return null;
        });
        return text.toString();
    }
}
