package org.muster.control;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.config.MusterConfig;
import org.muster.common.daemon.ThisMachine;
import org.muster.control.supervisor.RunDirectory;
import org.muster.control.supervisor.SupervisorReport;
import org.muster.control.supervisor.SupervisorReport.ChildReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code muster status [DAEMON…]}. */
@Command(
        name = "status",
        description = "Says which daemons run on this machine, and why others do not.",
        footer = {
            "",
            "Ends with 0 when all run, 1 when one that should does not, 3 when the project is not running here.",
            "What daemons on other machines do is on the status page.",
            "Example:  bin/muster status --json"
        })
final class StatusCommand extends DaemonsCommand {
    private static final int NOT_RUNNING = 3;
    private static final List<String> TRIGGERS = List.of("stop_sched", "stop_upload", "stop_web");

    @Mixin
    private OutputOption output;

    @Override
    int run(MusterConfig config, Meant meant, RunDirectory directory) {
        SupervisorReport report = directory.living().orElse(null);
        if (report == null) {
            System.err.println(
                    "muster: the project is not running on " + ThisMachine.name() + "; start it:  bin/muster start");
            if (output.json()) {
                output.rows(List.of());
            }
            return NOT_RUNNING;
        }
        List<ChildReport> children = report.children().stream()
                .filter(child ->
                        meant.children().stream().anyMatch(spec -> spec.name().equals(child.name())))
                .toList();
        output.rows(children.stream().map(StatusCommand::row).toList());
        for (String trigger : TRIGGERS) {
            if (Files.exists(config.project().directory().resolve(trigger))) {
                System.err.println(
                        "muster: the file " + config.project().directory().resolve(trigger)
                                + " is there: that part of the project is stopped until it is removed");
            }
        }
        boolean allWell = children.stream()
                .allMatch(child ->
                        child.state().equals("RUNNING") || child.state().equals("STOPPED"));
        return allWell ? 0 : 1;
    }

    private static Map<String, Object> row(ChildReport child) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("daemon", child.name());
        row.put("state", child.state());
        row.put("pid", child.process().pid() == 0 ? "" : child.process().pid());
        row.put("for", child.sinceMillis() <= 0 ? "" : age(child.sinceMillis()));
        row.put("MB", child.residentMegabytes());
        row.put("of MB", child.memoryMegabytes());
        row.put("restarts", child.restarts());
        row.put(
                "last reason",
                child.lastReason().isEmpty() ? "" : age(child.lastReasonMillis()) + " ago: " + child.lastReason());
        return row;
    }

    private static String age(long millis) {
        Duration age = Duration.between(Instant.ofEpochMilli(millis), Instant.now());
        if (age.toMinutes() == 0) {
            return age.toSeconds() + " s";
        }
        return age.toHours() == 0
                ? age.toMinutes() + " min"
                : age.toDays() == 0 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
