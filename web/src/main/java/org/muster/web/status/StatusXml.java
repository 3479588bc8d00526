package org.muster.web.status;

import java.util.List;
import org.muster.common.protocol.XmlWriter;

/**
 * The status in the form that statistics sites read from {@code server_status.php?xml=1}, and the few counts of
 * {@code ?counts=1}. Pure functions.
 */
final class StatusXml {
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n";
    private static final int DATABASE_AWAY = -138;

    private StatusXml() {}

    /**
     * The whole status. While nothing is known of the work, the part about it is left out and an error number says
     * why: a zero would be a lie.
     *
     * @param host the web server's host
     */
    static String document(StatusFacts facts, String host) {
        XmlWriter xml = new XmlWriter().append(PROLOG).open("server_status");
        xml.element("update_time", facts.work().takenAt().getEpochSecond());
        daemons(facts, host, xml);
        facts.queues().ifPresentOrElse(queues -> states(facts, queues, xml), () -> error(xml));
        return xml.close("server_status").toString();
    }

    /** Only the queues. */
    static String counts(StatusFacts facts) {
        XmlWriter xml = new XmlWriter().append(PROLOG).open("job_counts");
        facts.queues()
                .ifPresentOrElse(
                        queues -> xml.element("results_ready_to_send", queues.readyToSend())
                                .element("results_in_progress", queues.inProgress())
                                .element("results_need_file_delete", queues.resultsToDelete())
                                .element("wus_need_validate", queues.waitingForValidation())
                                .element("wus_need_assimilate", queues.waitingForAssimilation())
                                .element("wus_need_file_delete", queues.workunitsToDelete()),
                        () -> error(xml));
        return xml.close("job_counts").toString();
    }

    private static void error(XmlWriter xml) {
        xml.element("error_num", DATABASE_AWAY).element("error_msg", "The database cannot be reached.");
    }

    /** First the three that BOINC lists as servers although they are no daemons to it, then all others. */
    private static void daemons(StatusFacts facts, String host, XmlWriter xml) {
        xml.open("daemon_status");
        daemon(xml, host, "Download server", true);
        daemon(
                xml,
                host,
                "Upload server",
                serves(facts, DaemonBoard.UPLOAD, facts.closed().upload()));
        daemon(
                xml,
                host,
                "Scheduler",
                serves(facts, DaemonBoard.SCHEDULER, facts.closed().scheduler()));
        for (DaemonVerdict line : facts.daemons()) {
            if (!line.daemon().equals(DaemonBoard.UPLOAD) && !line.daemon().equals(DaemonBoard.SCHEDULER)) {
                daemon(
                        xml,
                        line.host().isEmpty() ? host : line.host(),
                        line.title(),
                        line.condition().isAlive());
            }
        }
        xml.close("daemon_status");
    }

    private static boolean serves(StatusFacts facts, String daemon, boolean closed) {
        return !closed
                && facts.daemons().stream()
                        .anyMatch(line ->
                                line.daemon().equals(daemon) && line.condition().isAlive());
    }

    private static void daemon(XmlWriter xml, String host, String command, boolean running) {
        xml.open("daemon")
                .element("host", host)
                .element("command", command)
                .element("status", running ? "running" : "not running")
                .close("daemon");
    }

    private static void states(StatusFacts facts, Queues queues, XmlWriter xml) {
        xml.open("database_file_states")
                .element("results_ready_to_send", queues.readyToSend())
                .element("results_in_progress", queues.inProgress())
                .element("workunits_waiting_for_validation", queues.waitingForValidation())
                .element("workunits_waiting_for_assimilation", queues.waitingForAssimilation())
                .element("workunits_waiting_for_deletion", queues.workunitsToDelete())
                .element("results_waiting_for_deletion", queues.resultsToDelete())
                .element("transitioner_backlog_hours", queues.backlogHours(facts.now()));
        facts.population().ifPresent(population -> population(population, xml));
        apps(facts.apps(), facts, xml);
        xml.close("database_file_states");
    }

    private static void population(Population population, XmlWriter xml) {
        group("users", population.users(), xml);
        group("hosts", population.hosts(), xml);
        xml.element("current_floating_point_speed", population.gigaflops());
    }

    private static void group(String name, Population.Group group, XmlWriter xml) {
        xml.element(name + "_with_recent_credit", group.withRecentCredit())
                .element(name + "_with_credit", group.withCredit())
                .element(name + "_registered_in_past_24_hours", group.registeredLately());
    }

    private static void apps(List<AppQueue> apps, StatusFacts facts, XmlWriter xml) {
        xml.open("tasks_by_app");
        for (AppQueue app : apps) {
            xml.open("app")
                    .element("id", app.id())
                    .element("name", app.name())
                    .element("unsent", app.unsent())
                    .element("in_progress", app.inProgress());
            facts.population()
                    .map(population -> population.runtimes().get(app.id()))
                    .ifPresent(runtime -> xml.element("avg_runtime", runtime.average())
                            .element("min_runtime", runtime.shortest())
                            .element("max_runtime", runtime.longest())
                            .element("users", runtime.users()));
            xml.close("app");
        }
        xml.close("tasks_by_app");
    }
}
