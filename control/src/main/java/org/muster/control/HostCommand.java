package org.muster.control;

import java.util.Map;
import org.muster.common.store.Database;
import org.muster.control.rows.UnixTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster host …}: volunteers' computers. */
@Command(name = "host", description = "Looks at volunteers' computers, and shuts them out.")
final class HostCommand {
    private static final int SHUT_OUT = -1;

    @Command(
            name = "show",
            description = "Says what a computer is and how it has done.",
            footer = {"", "Example:  bin/muster host show 7"})
    int show(
            @Parameters(paramLabel = "ID", description = "its id") long id,
            @Mixin ProjectOption project,
            @Mixin OutputOption output) {
        try (Database work = ProjectOption.work(project.read())) {
            output.row(host(work, id));
        }
        return 0;
    }

    @Command(
            name = "blacklist",
            description = "Gives a computer no more work, until --undo. What it has may be reported.",
            footer = {"", "Example:  bin/muster host blacklist 7 --yes"})
    int blacklist(
            @Parameters(paramLabel = "ID", description = "its id") long id,
            @Option(names = "--undo", description = "give it work again") boolean undo,
            @Mixin Confirmation confirmation,
            @Mixin ProjectOption project) {
        try (Database work = ProjectOption.work(project.read())) {
            Map<String, Object> host = host(work, id);
            if (!undo) {
                confirmation.require("Gives no more work to computer " + id + " (" + host.get("domain_name")
                        + ", of user " + host.get("userid") + "), which has " + host.get("in_progress")
                        + " results in progress.");
            }
            int changed = work.transact(handle -> handle.execute(
                    "update host set max_results_day = ? where id = ? and (max_results_day = ?) = ?",
                    undo ? 0 : SHUT_OUT,
                    id,
                    SHUT_OUT,
                    undo));
            System.out.println("Computer " + id + (changed == 1 ? "" : ", as before,")
                    + (undo ? " may get work." : " gets no more work."));
        }
        return 0;
    }

    private static Map<String, Object> host(Database work, long id) {
        return work.read(handle -> handle.createQuery("""
                        select h.id, h.userid, h.domain_name, h.os_name, h.os_version, h.p_vendor, h.p_model, h.p_ncpus,
                          h.p_fpops, h.m_nbytes, h.d_free, h.total_credit, h.expavg_credit, h.error_rate,
                          h.avg_turnaround, h.max_results_day, h.rpc_time as last_contact,
                          (select count(*) from result r where r.hostid = h.id and r.server_state = 4) as in_progress
                        from host h where h.id = :id
                        """)
                .bind("id", id)
                .mapToMap()
                .map(row -> UnixTimes.readable(row, "last_contact"))
                .findOne()
                .orElseThrow(() -> new UserErrorException("there is no computer " + id)));
    }
}
