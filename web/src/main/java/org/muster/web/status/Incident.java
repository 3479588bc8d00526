package org.muster.web.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened to a process of daemons unasked, and what became of it: it was killed, hung, outgrew its memory,
 * crashed, or could not be started.
 *
 * @param event what happened
 * @param next what happened to the process afterwards: it was started again, or an operator stopped it; nothing while it waits
 */
record Incident(ProcessEvent event, Optional<ProcessEvent> next) {
    /** Of one process, so that one which fails all the time does not hide the others. */
    static final int SHOWN_OF_ONE = 5;

    /** Of all processes together. */
    static final int SHOWN = 30;

    /** How the supervisor begins the reason of a process that nobody told to end. */
    private static final String UNASKED = "ended by itself";

    /**
     * The last incidents, the newest first: a pure function of events in any order.
     *
     * @param events enough of each process for {@link #SHOWN_OF_ONE} incidents; older ones do no harm
     */
    static List<Incident> of(List<ProcessEvent> events) {
        List<ProcessEvent> newestFirst = events.stream()
                .sorted(Comparator.comparingLong(ProcessEvent::id).reversed())
                .toList();
        List<Incident> incidents = new ArrayList<>();
        Map<String, ProcessEvent> after = new HashMap<>();
        Map<String, Integer> counted = new HashMap<>();
        for (ProcessEvent event : newestFirst) {
            String process = event.host() + '\n' + event.process();
            switch (event.kind()) {
                case "ended", "failed" -> {
                    if (counted.merge(process, 1, Integer::sum) <= SHOWN_OF_ONE) {
                        incidents.add(new Incident(event, Optional.ofNullable(after.get(process))));
                    }
                }
                case "started", "stop" -> after.put(process, event);
                default -> {}
            }
        }
        return incidents.stream()
                .sorted(Comparator.comparing(
                                (Incident incident) -> incident.event().at())
                        .thenComparing(incident -> incident.event().id())
                        .reversed())
                .limit(SHOWN)
                .toList();
    }

    /** When the process was started again; nothing while it was not. */
    Optional<Instant> backAt() {
        return next.filter(event -> event.kind().equals("started")).map(ProcessEvent::at);
    }

    /** True when an operator stopped the process before it was started again. */
    boolean isStopped() {
        return next.filter(event -> event.kind().equals("stop")).isPresent();
    }

    /** True when this is what happened last to a process of this daemon, on this host, and it is not back. */
    boolean keepsAway(DaemonVerdict daemon) {
        return next.isEmpty()
                && event.host().equals(daemon.host())
                && event.process().replaceFirst("-[0-9]+$", "").equals(daemon.daemon());
    }

    /** What happened, as a sentence: what the supervisor saw, with the usual signals in words. */
    String words() {
        String reason = event.reason().isBlank() ? UNASKED : event.reason();
        for (Signal signal : Signal.values()) {
            String seen = UNASKED + ": signal " + signal.number;
            if (reason.equals(seen) || reason.startsWith(seen + ":")) {
                return "It " + signal.words + " (signal " + signal.number + ")" + reason.substring(seen.length());
            }
        }
        return "It " + reason;
    }

    /** Signals that end processes, with Linux' numbers on the machines that servers have. */
    private enum Signal {
        ABORTED(6, "aborted"),
        KILLED(9, "was killed"),
        CRASHED(11, "crashed"),
        TOLD_TO_END(15, "was told to end");

        private final int number;
        private final String words;

        Signal(int number, String words) {
            this.number = number;
            this.words = words;
        }
    }
}
