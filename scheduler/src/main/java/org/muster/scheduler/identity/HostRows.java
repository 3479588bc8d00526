package org.muster.scheduler.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.scheduler.request.HostFacts;

/** Reads and writes computers' rows. */
public final class HostRows {

    private static final String COLUMNS = """
            select id, userid, rpc_seqno, rpc_time, nresults_today, max_results_day, total_credit, expavg_credit,
              venue, create_time, domain_name, last_ip_addr, external_ip_addr, host_cpid, os_name, os_version,
              product_name, p_ncpus, p_vendor, p_model, p_fpops, p_iops, p_membw, m_nbytes, m_cache, m_swap, d_total,
              d_free, d_boinc_used_total, d_boinc_used_project, d_boinc_max, p_ngpus, p_gpu_fpops, misc, on_frac, connected_frac, active_frac, gpu_active_frac,
              n_bwup, n_bwdown, timezone, duration_correction_factor
            from host
            """;

    /** The columns that {@link #bindFacts} fills, as an insert and an update both understand them. */
    private static final String FACTS = """
            domain_name = :domain, last_ip_addr = :address, external_ip_addr = :external, host_cpid = :cpid,
              os_name = :osName, os_version = :osVersion, product_name = :product, p_ncpus = :processors,
              p_vendor = :vendor, p_model = :model, p_fpops = :fpops, p_iops = :iops, p_membw = :memoryBandwidth,
              m_nbytes = :memory, m_cache = :cache, m_swap = :swap, d_total = :diskTotal, d_free = :diskFree,
              d_boinc_used_total = :usedByAll, d_boinc_used_project = :usedByProject, d_boinc_max = :share,
              p_ngpus = :devices, p_gpu_fpops = :deviceFlops, misc = :description, on_frac = :on,
              connected_frac = :connected, active_frac = :active, gpu_active_frac = :gpuActive, n_bwup = :upload,
              n_bwdown = :download, timezone = :timezone, duration_correction_factor = :correction
            """;

    /** A chain of merged rows is never longer; a longer one is a circle. */
    private static final int LONGEST_CHAIN = 8;

    private HostRows() {}

    /** The row of an id, or the one that it was merged into in the end; empty when there is none. */
    public static Optional<HostRow> byId(Handle handle, long id) {
        Optional<HostRow> row = lookup(handle, id);
        for (int hop = 0; hop < LONGEST_CHAIN && row.isPresent() && row.get().merged(); hop++) {
            row = lookup(handle, row.get().sequenceNumber());
        }
        return row.filter(host -> !host.merged());
    }

    private static Optional<HostRow> lookup(Handle handle, long id) {
        return handle.createQuery(COLUMNS + " where id = :id")
                .bind("id", id)
                .map((row, context) -> host(row))
                .findOne();
    }

    /** An account's newest row with a client's identifier (as stored, that is hashed). */
    public static Optional<HostRow> byIdentifier(Handle handle, long account, String storedIdentifier) {
        if (storedIdentifier.isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery(
                        COLUMNS + " where userid = :account and host_cpid = :identifier order by id desc limit 1")
                .bind("account", account)
                .bind("identifier", storedIdentifier)
                .map((row, context) -> host(row))
                .findOne();
    }

    /** An account's newest row with the same name, address, system, processor and memory; none may be empty. */
    public static Optional<HostRow> bySimilarity(Handle handle, long account, HostFacts facts) {
        HostFacts.Name name = facts.name();
        if (name.domainName().isEmpty()
                || name.address().isEmpty()
                || name.osName().isEmpty()
                || facts.processor().model().isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery(COLUMNS + """
                                where userid = :account and domain_name = :domain and last_ip_addr = :address
                                  and os_name = :osName and p_model = :model and m_nbytes = :memory
                                order by id desc limit 1
                                """)
                .bind("account", account)
                .bind("domain", name.domainName())
                .bind("address", name.address())
                .bind("osName", name.osName())
                .bind("model", facts.processor().model())
                .bind("memory", facts.memory().bytes())
                .map((row, context) -> host(row))
                .findOne();
    }

    /** Creates a row and returns its id. Facts are in the stored form, here and below. */
    public static long insert(Handle handle, Account account, HostFacts facts, long now) {
        return bindFacts(
                        handle.createUpdate(
                                "insert into host set userid = :account, create_time = :now, rpc_time = :now,"
                                        + " expavg_time = :now, venue = :venue, " + FACTS),
                        facts)
                .bind("account", account.id())
                .bind("venue", account.preferences().venue())
                .bind("now", now)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Notes a request: its number, its time and how many tasks the computer got today.
     *
     * @param seen the row as it was read
     * @throws ChangedMeanwhileException when another scheduler has answered the same computer meanwhile
     */
    public static void noteRequest(Handle handle, HostRow seen, long sequenceNumber, int sentToday, long now) {
        int written = handle.createUpdate("""
                        update host set rpc_seqno = :number, rpc_time = :now, nresults_today = :sentToday
                        where id = :id and userid = :account and rpc_seqno = :seenNumber and rpc_time = :seenTime
                          and nresults_today = :seenToday
                        """)
                .bind("number", sequenceNumber)
                .bind("now", now)
                .bind("sentToday", sentToday)
                .bind("id", seen.id())
                .bind("account", seen.userId())
                .bind("seenNumber", seen.sequenceNumber())
                .bind("seenTime", seen.lastRequest())
                .bind("seenToday", seen.sentToday())
                .execute();
        if (written != 1) {
            throw new ChangedMeanwhileException("computer " + seen.id() + " was answered by somebody else");
        }
    }

    /** Writes what the client says of the computer. */
    public static void updateFacts(Handle handle, long host, HostFacts facts) {
        bindFacts(handle.createUpdate("update host set " + FACTS + " where id = :id"), facts)
                .bind("id", host)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bindFacts(S statement, HostFacts facts) {
        HostFacts.Name name = facts.name();
        HostFacts.Processor processor = facts.processor();
        HostFacts.Availability availability = facts.availability();
        return statement
                .bind("domain", name.domainName())
                .bind("address", name.address())
                .bind("external", name.externalAddress())
                .bind("cpid", name.crossProjectId())
                .bind("osName", name.osName())
                .bind("osVersion", name.osVersion())
                .bind("product", name.productName())
                .bind("processors", processor.count())
                .bind("vendor", processor.vendor())
                .bind("model", processor.model())
                .bind("fpops", processor.fpops())
                .bind("iops", processor.iops())
                .bind("memoryBandwidth", processor.memoryBandwidth())
                .bind("memory", facts.memory().bytes())
                .bind("cache", facts.memory().cache())
                .bind("swap", facts.memory().swap())
                .bind("diskTotal", facts.disk().total())
                .bind("diskFree", facts.disk().free())
                .bind("usedByAll", facts.disk().usedByAll())
                .bind("usedByProject", facts.disk().usedByProject())
                .bind("share", facts.disk().share())
                .bind("devices", facts.devices().count())
                .bind("deviceFlops", facts.devices().flops())
                .bind("description", facts.devices().description())
                .bind("on", availability.on())
                .bind("connected", availability.connected())
                .bind("active", availability.active())
                .bind("gpuActive", availability.gpuActive())
                .bind("upload", availability.upload())
                .bind("download", availability.download())
                .bind("timezone", facts.timezone())
                .bind("correction", facts.durationCorrection());
    }

    private static HostRow host(ResultSet row) throws SQLException {
        return new HostRow(
                row.getLong("id"),
                row.getLong("userid"),
                row.getLong("rpc_seqno"),
                row.getLong("rpc_time"),
                row.getInt("nresults_today"),
                row.getInt("max_results_day"),
                new HostRow.Standing(
                        row.getDouble("total_credit"),
                        row.getDouble("expavg_credit"),
                        row.getString("venue"),
                        row.getLong("create_time")),
                facts(row));
    }

    private static HostFacts facts(ResultSet row) throws SQLException {
        return new HostFacts(
                new HostFacts.Name(
                        text(row, "domain_name"),
                        text(row, "last_ip_addr"),
                        text(row, "external_ip_addr"),
                        text(row, "host_cpid"),
                        text(row, "os_name"),
                        text(row, "os_version"),
                        text(row, "product_name")),
                new HostFacts.Processor(
                        row.getInt("p_ncpus"),
                        text(row, "p_vendor"),
                        text(row, "p_model"),
                        row.getDouble("p_fpops"),
                        row.getDouble("p_iops"),
                        row.getDouble("p_membw")),
                new HostFacts.Memory(row.getDouble("m_nbytes"), row.getDouble("m_cache"), row.getDouble("m_swap")),
                new HostFacts.Disk(
                        row.getDouble("d_total"),
                        row.getDouble("d_free"),
                        row.getDouble("d_boinc_used_total"),
                        row.getDouble("d_boinc_used_project"),
                        row.getDouble("d_boinc_max")),
                new HostFacts.Availability(
                        row.getDouble("on_frac"),
                        row.getDouble("connected_frac"),
                        row.getDouble("active_frac"),
                        row.getDouble("gpu_active_frac"),
                        row.getDouble("n_bwup"),
                        row.getDouble("n_bwdown")),
                new HostFacts.Devices(row.getInt("p_ngpus"), row.getDouble("p_gpu_fpops"), text(row, "misc")),
                row.getInt("timezone"),
                row.getDouble("duration_correction_factor"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
