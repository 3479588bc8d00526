package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;

/**
 * Rows that only lie there, as in a project that has run for long: tasks that absent hosts are computing, and hosts that are
 * known. The database makes most of them out of others itself, so that millions take minutes.
 */
final class ResidentRows {
    private static final int COPIED_AT_ONCE = 50_000;
    private static final int INPUT_BYTES = 420;
    private static final int OUTPUT_BYTES = 900;
    /** Identifiers of hosts that never ask begin here. */
    private static final long ABSENT_HOSTS = 1_000_000_000L;

    private static final int ABSENT = 100_000;
    private static final int LONG_TIME = 30_000_000;

    private static final String WORKUNITS = """
            insert into workunit (id, create_time, appid, name, xml_doc, rsc_fpops_est, rsc_fpops_bound,
              rsc_memory_bound, rsc_disk_bound, transition_time, delay_bound, min_quorum, target_nresults,
              max_error_results, max_total_results, max_success_results)
            select id + :have, create_time, appid, concat('resident_', id + :have), xml_doc, rsc_fpops_est,
              rsc_fpops_bound, rsc_memory_bound, rsc_disk_bound, transition_time, delay_bound, min_quorum,
              target_nresults, max_error_results, max_total_results, max_success_results
            from workunit where id <= :more
            """;

    private static final String RESULTS = """
            insert into result (id, create_time, workunitid, server_state, name, xml_doc_in, appid, hostid, userid,
              sent_time, report_deadline)
            select id + :have, create_time, id + :have, server_state, concat('resident_', id + :have, '_0'),
              xml_doc_in, appid, :absent + mod(id + :have, :hosts), :absent + mod(id + :have, :hosts), sent_time,
              report_deadline
            from result where id <= :more
            """;

    private static final String HOSTS = """
            insert into host (id, create_time, userid, host_cpid, domain_name, p_ncpus, p_vendor, p_model, p_fpops,
              m_nbytes, d_total, d_free, os_name, os_version)
            select id, create_time, id, lower(lpad(hex(id), 32, '0')), concat('host-', id), 2, 'GenuineIntel',
              'Intel(R) Xeon(R) Processor [Family 6 Model 167 Stepping 1]', 1e9, 25276514304, 270553174016,
              80352272384, 'Linux Debian', 'Debian GNU/Linux 12 (bookworm)'
            from user where id > :have and id <= :have + :more
            """;

    private final Database work;

    ResidentRows(Database work) {
        this.work = work;
    }

    /**
     * Makes so many workunits with ids from 1 on, and a result of each that an absent host is computing, its deadline far
     * away. The tables must be empty.
     */
    void tasks(int count) {
        if (count == 0) {
            return;
        }
        work.write(ResidentRows::firstTask);
        long have = 1;
        while (have < count) {
            long more = Math.min(Math.min(have, COPIED_AT_ONCE), count - have);
            copy(WORKUNITS, have, more);
            copy(RESULTS, have, more);
            have += more;
        }
        work.write(handle -> handle.execute("analyze table workunit, result"));
    }

    private static void firstTask(Handle handle) {
        long now = Instant.now().getEpochSecond();
        handle.createUpdate("""
                        insert into workunit (id, create_time, appid, name, xml_doc, rsc_fpops_est, rsc_fpops_bound,
                          rsc_memory_bound, rsc_disk_bound, transition_time, delay_bound, min_quorum, target_nresults,
                          max_error_results, max_total_results, max_success_results)
                        values (1, :now, 1, 'resident_1', :input, 1e12, 1e16, 1e8, 1e8, :later, :long, 1, 1, 3, 6, 3)
                        """)
                .bind("now", now)
                .bind("input", text(INPUT_BYTES))
                .bind("later", now + LONG_TIME)
                .bind("long", LONG_TIME)
                .execute();
        handle.createUpdate("""
                        insert into result (id, create_time, workunitid, server_state, name, xml_doc_in, appid, hostid,
                          userid, sent_time, report_deadline)
                        values (1, :now, 1, :state, 'resident_1_0', :output, 1, :absent, :absent, :now, :later)
                        """)
                .bind("now", now)
                .bind("state", ServerState.IN_PROGRESS.code())
                .bind("output", text(OUTPUT_BYTES))
                .bind("absent", ABSENT_HOSTS)
                .bind("later", now + LONG_TIME)
                .execute();
    }

    /** Makes a host of each account, with the same id. */
    void hosts(int accounts) {
        for (long have = 0; have < accounts; have += COPIED_AT_ONCE) {
            copy(HOSTS, have, Math.min(COPIED_AT_ONCE, accounts - have));
        }
        work.write(handle -> handle.execute("analyze table user, host"));
    }

    private void copy(String statement, long have, long more) {
        work.write(handle -> handle.createUpdate(statement)
                .bind("have", have)
                .bind("more", more)
                .bindMap(Map.of("absent", ABSENT_HOSTS, "hosts", ABSENT))
                .execute());
    }

    private static byte[] text(int bytes) {
        return "x".repeat(bytes).getBytes(US_ASCII);
    }
}
