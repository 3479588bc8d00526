package org.muster.scheduler.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.common.store.RowChanges;
import org.muster.scheduler.request.HostFacts;

/** Reads and writes computers' rows. */
public final class HostRows {

    private static final String COLUMNS = """
            select id, userid, rpc_seqno, rpc_time, nresults_today, max_results_day, total_credit, expavg_credit,
              venue, create_time, domain_name, last_ip_addr, external_ip_addr, host_cpid, os_name, os_version,
              product_name, p_ncpus, p_vendor, p_model, p_fpops, p_iops, p_membw, m_nbytes, m_cache, m_swap, d_total,
              d_free, d_boinc_used_total, d_boinc_used_project, d_boinc_max, p_ngpus, p_gpu_fpops, misc, on_frac, connected_frac, active_frac, gpu_active_frac,
              n_bwup, n_bwdown, timezone, duration_correction_factor,
              exists (select 1 from msg_to_host m where m.hostid = host.id and m.handled = 0) as messages_wait
            from host
            """;

    private static final String UPDATE_FACTS = HostFactColumns.NAMES.stream()
            .map(column -> "h." + column + " = c." + column)
            .collect(Collectors.joining(", ", "update {rows} c straight_join host h on h.id = c.id set ", ""));

    private static final List<String> NOTED = List.of("rpc_seqno", "rpc_time", "nresults_today");
    private static final List<String> SEEN = List.of("userid", "rpc_seqno", "rpc_time", "nresults_today");

    /** So that a statement fits into the server's packet: descriptions of coprocessors may be long. */
    private static final int HOSTS_PER_INSERT = 100;

    /** A chain of merged rows is never longer; a longer one is a circle. */
    private static final int LONGEST_CHAIN = 8;

    private HostRows() {}

    /** The rows of ids, or those that they were merged into in the end; an id without one is not in the map. */
    public static Map<Long, HostRow> byIds(Handle handle, Collection<Long> ids) {
        Map<Long, HostRow> rows = new HashMap<>();
        Map<Long, Long> wanted = new HashMap<>();
        ids.forEach(id -> wanted.put(id, id));
        for (int hop = 0; hop <= LONGEST_CHAIN && !wanted.isEmpty(); hop++) {
            Map<Long, HostRow> found = lookup(handle, wanted.values());
            Map<Long, Long> next = new HashMap<>();
            wanted.forEach((id, at) -> {
                HostRow row = found.get(at);
                if (row != null && row.merged()) {
                    next.put(id, row.sequenceNumber());
                } else if (row != null) {
                    rows.put(id, row);
                }
            });
            wanted.clear();
            wanted.putAll(next);
        }
        return rows;
    }

    /** The rows of ids, those that were merged into others included. */
    static Map<Long, HostRow> lookup(Handle handle, Collection<Long> ids) {
        Map<Long, HostRow> found = new HashMap<>();
        ManyRows.select(handle, COLUMNS + " where id in {ids}", new TreeSet<>(ids), HostRows::host)
                .forEach(host -> found.put(host.id(), host));
        return found;
    }

    /**
     * Creates a row for each account, which must be locked, so that no other of its computers can get one meanwhile.
     *
     * @return their ids by account
     */
    static Map<Long, Long> insert(Handle handle, SortedMap<Long, NewHost> hosts, long now) {
        List<String> columns = new ArrayList<>(List.of("userid", "create_time", "rpc_time", "expavg_time", "venue"));
        columns.addAll(HostFactColumns.NAMES);
        List<List<Object>> rows = new ArrayList<>();
        hosts.forEach((account, host) -> {
            List<Object> row = new ArrayList<>(List.of(account, now, now, now, host.venue()));
            row.addAll(HostFactColumns.values(host.facts()));
            rows.add(row);
        });
        Map<Long, Long> ids = new HashMap<>();
        for (int from = 0; from < rows.size(); from += HOSTS_PER_INSERT) {
            ManyRows.insert(
                    handle, "host", columns, rows.subList(from, Math.min(rows.size(), from + HOSTS_PER_INSERT)));
            ManyRows.select(
                    handle,
                    "select id, userid from host where id >= last_insert_id() and userid in {ids}",
                    hosts.keySet(),
                    row -> ids.put(row.getLong("userid"), row.getLong("id")));
        }
        return ids;
    }

    /**
     * A computer without a row.
     *
     * @param facts in the stored form
     */
    record NewHost(String venue, HostFacts facts) {}

    /**
     * A request of a computer that is to be noted.
     *
     * @param seen the row as it was read
     * @param sequenceNumber the request's number
     * @param sentToday how many tasks the computer got today
     */
    public record Noted(HostRow seen, long sequenceNumber, int sentToday) {}

    /**
     * Notes requests: their numbers, their time and how many tasks the computers got today.
     *
     * @throws ChangedMeanwhileException when another scheduler has answered one of the computers meanwhile
     */
    public static void noteRequests(Handle handle, List<Noted> requests, long now) {
        RowChanges rows = new RowChanges("host", NOTED, SEEN);
        for (Noted noted : requests) {
            HostRow seen = noted.seen();
            rows.add(
                    seen.id(),
                    List.of(
                            noted.sequenceNumber(),
                            now,
                            noted.sentToday(),
                            seen.userId(),
                            seen.sequenceNumber(),
                            seen.lastRequest(),
                            seen.sentToday()));
        }
        int written = rows.write(handle);
        if (written != rows.size()) {
            throw new ChangedMeanwhileException(
                    (rows.size() - written) + " of " + rows.size() + " computers were answered by somebody else");
        }
    }

    /** Writes what clients say of their computers, by the ids of the rows. Facts are in the stored form. */
    public static void updateFacts(Handle handle, SortedMap<Long, HostFacts> facts) {
        List<String> columns = new ArrayList<>(List.of("id"));
        columns.addAll(HostFactColumns.NAMES);
        List<List<Object>> rows = new ArrayList<>();
        facts.forEach((id, said) -> {
            List<Object> row = new ArrayList<>(List.of(id));
            row.addAll(HostFactColumns.values(said));
            rows.add(row);
        });
        ManyRows.update(handle, UPDATE_FACTS, columns, rows);
    }

    private static HostRow host(ResultSet row) throws SQLException {
        return new HostRow(
                row.getLong("id"),
                row.getLong("userid"),
                row.getLong("rpc_seqno"),
                row.getLong("rpc_time"),
                row.getInt("nresults_today"),
                row.getInt("max_results_day"),
                row.getBoolean("messages_wait"),
                new HostRow.Standing(
                        row.getDouble("total_credit"),
                        row.getDouble("expavg_credit"),
                        row.getString("venue"),
                        row.getLong("create_time")),
                HostFactColumns.read(row));
    }
}
