package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page tells of the events of supervisors. */
final class IncidentTest {
    private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

    private final List<ProcessEvent> events = new ArrayList<>();

    @Test
    void a_process_that_was_killed_hung_or_outgrew_its_memory_is_told_of_and_when_it_was_back() {
        happened("validator", "started", "");
        happened("validator", "ended", "ended by itself: signal 9");
        happened("validator", "started", "");
        happened("transitioner", "ended", "hung: no sign of life for 10 s");
        happened("assimilator", "ended", "outgrew its memory: 1100 MB of 1024 MB");
        happened("transitioner", "started", "");
        happened("assimilator", "started", "");

        List<Incident> incidents = Incident.of(events);

        assertThat(incidents)
                .extracting(incident -> incident.event().process() + ": " + incident.words())
                .as("the newest first")
                .containsExactly(
                        "assimilator: It outgrew its memory: 1100 MB of 1024 MB",
                        "transitioner: It hung: no sign of life for 10 s",
                        "validator: It was killed (signal 9)");
        assertThat(incidents)
                .extracting(incident -> incident.backAt().orElseThrow())
                .containsExactly(BEGIN.plusSeconds(7), BEGIN.plusSeconds(6), BEGIN.plusSeconds(3));
    }

    @Test
    void starts_and_orders_alone_are_no_story() {
        happened("validator", "started", "");
        happened("validator", "restart", "ordered");
        happened("validator", "started", "");
        happened("validator", "stop", "ordered");

        assertThat(Incident.of(events)).isEmpty();
    }

    @Test
    void each_of_several_failures_is_back_at_the_start_that_followed_it() {
        happened("validator", "ended", "ended by itself: status 1");
        happened("validator", "started", "");
        happened("validator", "ended", "ended by itself: status 1: no such table");

        List<Incident> incidents = Incident.of(events);

        assertThat(incidents.getFirst().backAt()).isEmpty();
        assertThat(incidents.getFirst().isStopped()).isFalse();
        assertThat(incidents.getFirst().words()).isEqualTo("It ended by itself: status 1: no such table");
        assertThat(incidents.getLast().backAt()).contains(BEGIN.plusSeconds(2));
    }

    @Test
    void one_that_cannot_be_started_and_one_that_an_operator_stopped_are_not_back() {
        happened("validator", "ended", "ended by itself: signal 11: out of luck");
        happened("validator", "failed", "cannot be started: no such file");
        happened("validator", "stop", "ordered");
        happened("splitter", "ended", "");

        List<Incident> incidents = Incident.of(events);

        assertThat(incidents)
                .extracting(Incident::words)
                .containsExactly(
                        "It ended by itself",
                        "It cannot be started: no such file",
                        "It crashed (signal 11): out of luck");
        assertThat(incidents).extracting(Incident::isStopped).containsExactly(false, true, true);
        assertThat(incidents)
                .allSatisfy(incident -> assertThat(incident.backAt()).isEmpty());
    }

    @Test
    void the_same_process_name_on_two_hosts_is_two_processes() {
        events.add(new ProcessEvent(1, "h1", "validator", "ended", "", BEGIN));
        events.add(new ProcessEvent(2, "h2", "validator", "started", "", BEGIN));

        assertThat(Incident.of(events))
                .singleElement()
                .satisfies(incident -> assertThat(incident.next()).isEmpty());
    }

    @Test
    void one_that_fails_all_the_time_does_not_hide_the_others() {
        happened("splitter", "ended", "");
        for (int i = 0; i < 100; i++) {
            happened("validator", "ended", "");
            happened("validator", "started", "");
        }

        List<Incident> incidents = Incident.of(events);

        assertThat(incidents).hasSize(Incident.SHOWN_OF_ONE + 1);
        assertThat(incidents.getLast().event().process()).isEqualTo("splitter");
        assertThat(incidents.getFirst().event().id()).isEqualTo(200);
    }

    @Test
    void very_many_processes_are_not_all_shown() {
        for (int i = 0; i < 100; i++) {
            happened("process-" + i, "ended", "");
        }

        assertThat(Incident.of(events)).hasSize(Incident.SHOWN);
    }

    @Test
    void a_daemon_that_is_away_is_told_apart_from_its_neighbours() {
        happened("validator-2", "ended", "ended by itself: signal 9");
        Incident incident = Incident.of(events).getFirst();

        assertThat(incident.keepsAway(verdict("validator", "h1"))).isTrue();
        assertThat(incident.keepsAway(verdict("validator", "h2"))).isFalse();
        assertThat(incident.keepsAway(verdict("splitter", "h1"))).isFalse();
    }

    private void happened(String process, String kind, String reason) {
        int number = events.size() + 1;
        events.add(new ProcessEvent(number, "h1", process, kind, reason, BEGIN.plusSeconds(number)));
    }

    private static DaemonVerdict verdict(String daemon, String host) {
        return new DaemonVerdict(daemon, host, "1/0", DaemonCondition.SILENT, BEGIN, "", 0);
    }
}
