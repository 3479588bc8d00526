package org.muster.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.daemon.DaemonState;

final class DaemonVerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** The verdict table of the module's README, row by row. */
    @ParameterizedTest
    @CsvSource({
        "RUNNING, 10, RUNNING",
        "RUNNING, 0, SILENT",
        "RUNNING, -1, SILENT",
        "STARTING, 10, STARTING",
        "STARTING, -1, SILENT",
        "TROUBLED, 10, TROUBLED",
        "TROUBLED, -1, SILENT",
        "STOPPED, 10, STOPPED",
        "STOPPED, -1, STOPPED",
        "SINGING, 10, TROUBLED",
        "SINGING, -1, SILENT"
    })
    void a_heartbeat_is_believed_until_it_expires(String state, int expiresIn, DaemonCondition expected) {
        DaemonVerdict verdict = DaemonVerdict.of(beat("validator", "1/0", state, -600, expiresIn - 15, expiresIn), NOW);

        assertThat(verdict.condition()).isEqualTo(expected);
        assertThat(verdict.since())
                .isEqualTo(expected.isAlive() ? NOW.minusSeconds(600) : NOW.plusSeconds(expiresIn - 15L));
    }

    @Property
    boolean a_daemon_whose_heartbeat_has_expired_is_never_shown_as_running(
            @ForAll DaemonState state,
            @ForAll @IntRange(min = -100_000, max = 0) int expiresIn,
            @ForAll @IntRange(min = 1, max = 600) int period,
            @ForAll @IntRange(min = 0, max = 1000) int lastReadAgo,
            @ForAll boolean databaseAway) {
        Heartbeat beat = beat("validator", "1/0", state.name(), -200_000, expiresIn - period, expiresIn);
        Optional<Instant> lastRead = databaseAway ? Optional.of(NOW.minusSeconds(lastReadAgo)) : Optional.empty();

        return DaemonBoard.lines(List.of(beat), lastRead, NOW).stream()
                .noneMatch(line -> line.condition().isAlive());
    }

    @Test
    void a_daemon_that_should_be_there_and_never_was_has_a_line() {
        List<DaemonVerdict> lines = DaemonBoard.lines(List.of(), Optional.empty(), NOW);

        assertThat(lines).extracting(DaemonVerdict::daemon).containsExactlyElementsOf(DaemonBoard.EXPECTED);
        assertThat(lines).extracting(DaemonVerdict::condition).containsOnly(DaemonCondition.NEVER_SEEN);
    }

    @Test
    void a_daemon_that_was_started_again_is_shown_once() {
        assertThat(validators(
                        beat("validator", "1/0", "RUNNING", -600, -300, -285),
                        beat("validator", "1/0", "RUNNING", -299, -2, 13)))
                .containsExactly(DaemonCondition.RUNNING);
    }

    @Test
    void a_daemon_that_was_killed_while_its_copy_went_on_is_shown_as_gone() {
        assertThat(validators(
                        beat("validator", "1/0", "RUNNING", -600, -300, -285),
                        beat("validator", "1/0", "RUNNING", -500, -2, 13)))
                .containsExactly(DaemonCondition.RUNNING, DaemonCondition.SILENT);
    }

    @Test
    void one_share_of_the_rows_does_not_stand_in_for_another() {
        assertThat(validators(
                        beat("validator", "2/0", "RUNNING", -600, -300, -285),
                        beat("validator", "2/1", "RUNNING", -299, -2, 13)))
                .containsExactly(DaemonCondition.SILENT, DaemonCondition.RUNNING);
    }

    @Test
    void of_several_starts_that_all_failed_the_last_is_shown() {
        assertThat(validators(
                        beat("validator", "1/0", "STOPPED", -900, -800, -785),
                        beat("validator", "1/0", "RUNNING", -600, -500, -485),
                        beat("validator", "1/0", "RUNNING", -400, -300, -285)))
                .containsExactly(DaemonCondition.SILENT);
    }

    @Test
    void what_has_been_gone_for_a_week_is_forgotten() {
        assertThat(validators(beat("validator", "1/0", "RUNNING", -800_000, -700_000, -699_985)))
                .containsExactly(DaemonCondition.NEVER_SEEN);
    }

    @Test
    void a_daemon_that_nobody_expects_is_shown_last() {
        List<DaemonVerdict> lines = DaemonBoard.lines(
                List.of(beat("antique-deleter", "1/0", "RUNNING", -600, -2, 13)), Optional.empty(), NOW);

        assertThat(lines.getLast().daemon()).isEqualTo("antique-deleter");
    }

    @Test
    void while_the_database_is_away_nobody_knows_of_the_daemons_that_ran_before() {
        List<Heartbeat> beats = List.of(
                beat("validator", "1/0", "RUNNING", -600, -100, -85),
                beat("assimilator", "1/0", "RUNNING", -600, -400, -385));

        List<DaemonVerdict> lines = DaemonBoard.lines(beats, Optional.of(NOW.minusSeconds(95)), NOW);

        assertThat(condition(lines, "validator")).containsExactly(DaemonCondition.UNKNOWN);
        assertThat(condition(lines, "assimilator")).containsExactly(DaemonCondition.SILENT);
    }

    @Test
    void trouble_is_dated_from_when_it_was_first_seen_until_it_is_over() {
        TroubleWatch watch = new TroubleWatch();
        List<DaemonVerdict> troubled =
                List.of(DaemonVerdict.of(beat("validator", "1/0", "TROUBLED", -600, -2, 13), NOW));
        List<DaemonVerdict> running = List.of(DaemonVerdict.of(beat("validator", "1/0", "RUNNING", -600, -2, 13), NOW));

        assertThat(watch.dated(troubled, NOW).getFirst().since()).isEqualTo(NOW);
        assertThat(watch.dated(troubled, NOW.plusSeconds(60)).getFirst().since())
                .isEqualTo(NOW);
        assertThat(watch.dated(running, NOW.plusSeconds(61)).getFirst().since()).isEqualTo(NOW.minusSeconds(600));
        assertThat(watch.dated(troubled, NOW.plusSeconds(90)).getFirst().since())
                .isEqualTo(NOW.plusSeconds(90));
    }

    private static List<DaemonCondition> validators(Heartbeat... beats) {
        return condition(DaemonBoard.lines(List.of(beats), Optional.empty(), NOW), "validator");
    }

    private static List<DaemonCondition> condition(List<DaemonVerdict> lines, String daemon) {
        return lines.stream()
                .filter(line -> line.daemon().equals(daemon))
                .map(DaemonVerdict::condition)
                .toList();
    }

    /** A heartbeat whose times are given in seconds from now. */
    private static Heartbeat beat(String daemon, String shard, String state, int started, int beat, int expires) {
        return new Heartbeat(
                daemon,
                "h1",
                shard,
                state,
                "",
                5,
                NOW.plusSeconds(started),
                NOW.plusSeconds(beat),
                NOW.plusSeconds(expires));
    }
}
