package org.muster.web.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;

/** The status for programs of our time: {@code server_status.php?json=1}. Times are ISO 8601 in UTC. */
final class StatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    private record Document(
            String asOf,
            boolean databaseReachable,
            List<ProblemEntry> problems,
            List<DaemonEntry> daemons,
            List<IncidentEntry> incidents,
            QueueEntry queues,
            List<AppQueue> apps,
            Population volunteers) {}

    private record ProblemEntry(String severity, String what, String detail, String since, boolean orEarlier) {}

    private record DaemonEntry(
            String daemon, String shard, String host, String state, String since, String message, long handled) {}

    private record IncidentEntry(String process, String host, String at, String what, String backAt) {}

    private record QueueEntry(
            long resultsReadyToSend,
            long resultsInProgress,
            long workunitsWaitingForValidation,
            long workunitsWaitingForAssimilation,
            long workunitsWaitingForFileDeletion,
            long resultsWaitingForFileDeletion,
            long fileDeletionsFailed,
            long workunitsWaitingForPurge,
            long workunitsDueForTransition,
            double transitionerBacklogHours,
            long piecesSetAside) {}

    /** The document; what is not known is {@code null}. */
    static String document(StatusFacts facts) {
        Document document = new Document(
                moment(facts.work().takenAt()),
                facts.work().failure().isEmpty(),
                Health.problems(facts).stream()
                        .map(problem -> new ProblemEntry(
                                problem.tone().styleClass(),
                                problem.words(),
                                problem.detail(),
                                problem.since().map(Instant::toString).orElse(null),
                                problem.orEarlier()))
                        .toList(),
                facts.daemons().stream().map(StatusJson::daemon).toList(),
                facts.incidents().stream().map(StatusJson::incident).toList(),
                facts.queues().map(queues -> queues(queues, facts)).orElse(null),
                facts.apps(),
                facts.population().orElse(null));
        try {
            return JSON.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DaemonEntry daemon(DaemonVerdict line) {
        return new DaemonEntry(
                line.daemon(),
                line.shard(),
                line.host(),
                line.condition().words(),
                moment(line.since()),
                line.message(),
                line.handled());
    }

    private static IncidentEntry incident(Incident incident) {
        ProcessEvent event = incident.event();
        return new IncidentEntry(
                event.process(),
                event.host(),
                moment(event.at()),
                incident.words(),
                incident.backAt().map(Instant::toString).orElse(null));
    }

    private static QueueEntry queues(Queues queues, StatusFacts facts) {
        return new QueueEntry(
                queues.readyToSend(),
                queues.inProgress(),
                queues.waitingForValidation(),
                queues.waitingForAssimilation(),
                queues.workunitsToDelete(),
                queues.resultsToDelete(),
                queues.deletionsFailed(),
                queues.waitingForPurge(),
                queues.due(),
                queues.backlogHours(facts.now()),
                facts.blocked().map(BlockedRows::total).orElse(0L));
    }

    private static String moment(Instant moment) {
        return moment.equals(Instant.EPOCH) ? null : moment.toString();
    }
}
