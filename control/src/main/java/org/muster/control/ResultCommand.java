package org.muster.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.model.ClientState;
import org.muster.common.model.Outcome;
import org.muster.common.model.ServerState;
import org.muster.common.model.ValidateState;
import org.muster.common.store.Database;
import org.muster.control.rows.UnixTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code muster result …}. */
@Command(name = "result", description = "Looks at results.")
final class ResultCommand {

    @Command(
            name = "show",
            description = "Says what became of a result, and what its computer said.",
            footer = {"", "Example:  bin/muster result show upper_7_0"})
    int show(
            @Parameters(paramLabel = "RESULT", description = "its name or id") String given,
            @Mixin ProjectOption project,
            @Mixin OutputOption output) {
        try (Database work = ProjectOption.work(project.read())) {
            Map<String, Object> row = work.read(handle -> handle.createQuery("""
                            select r.id, r.name, w.name as workunit, a.name as app, r.hostid as host, r.userid as user,
                              r.server_state, r.outcome, r.client_state, r.validate_state, r.exit_status,
                              r.claimed_credit, r.granted_credit, r.cpu_time, r.elapsed_time, r.app_version_num,
                              r.sent_time as sent, r.report_deadline as deadline, r.received_time as received,
                              r.stderr_out
                            from result r join workunit w on w.id = r.workunitid join app a on a.id = r.appid
                            where r.name = :given or (:id > 0 and r.id = :id) order by r.name = :given desc
                            """)
                    .bind("given", given)
                    .bind("id", given.matches("[0-9]{1,18}") ? Long.parseLong(given) : 0)
                    .mapToMap()
                    .findFirst()
                    .orElseThrow(() -> new UserErrorException("there is no result " + given)));
            output.row(UnixTimes.readable(inWords(row), "sent", "deadline", "received"));
        }
        return 0;
    }

    /** Rows with names instead of BOINC's numbers. */
    static List<Map<String, Object>> inWords(List<Map<String, Object>> rows) {
        return rows.stream().map(ResultCommand::inWords).toList();
    }

    private static Map<String, Object> inWords(Map<String, Object> row) {
        Map<String, Object> words = new LinkedHashMap<>(row);
        words.put("server_state", ServerState.of(number(row, "server_state")).name());
        words.put("outcome", Outcome.of(number(row, "outcome")).name());
        words.put("client_state", ClientState.of(number(row, "client_state")).name());
        words.put(
                "validate_state",
                ValidateState.of(number(row, "validate_state")).name());
        return words;
    }

    private static int number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).intValue();
    }
}
