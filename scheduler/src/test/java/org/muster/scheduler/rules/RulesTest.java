package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.model.ServerState;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.version.FittedVersion;
import org.muster.scheduler.version.VersionHistory;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Deliverable;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.VersionPin;

class RulesTest {

    private static final double MEGABYTE = 1024 * 1024.0;
    private static final Deliverable NO_DOCUMENT = new Deliverable("", "");

    @Test
    void a_task_without_a_version_for_the_computer_is_refused() {
        assertThat(reason(new PlatformRule().refuse(offer(1, 0), situation()))).isEmpty();
        Offer none = new Offer(offer(1, 0).job(), Optional.empty(), 10);
        assertThat(reason(new PlatformRule().refuse(none, situation()))).contains(Reason.NO_APPLICATION_VERSION);
    }

    @ParameterizedTest(name = "{0} MB of memory, {1} MB of disk needed")
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 50, -, -",
                "101, 50, NOT_ENOUGH_MEMORY, -",
                "100, 51, -, NOT_ENOUGH_DISK",
                "0,   0,  -, -",
            })
    void a_task_must_fit_into_memory_and_disk(double memory, double disk, Reason byMemory, Reason byDisk) {
        Situation situation = situation(0, Set.of(), new Situation.Counts(0, 0, 0));
        Offer offer = offer(memory * MEGABYTE, disk * MEGABYTE);
        assertThat(reason(new MemoryRule().refuse(offer, situation))).isEqualTo(Optional.ofNullable(byMemory));
        assertThat(reason(new DiskRule().refuse(offer, situation))).isEqualTo(Optional.ofNullable(byDisk));
    }

    @Test
    void refusals_say_in_numbers_what_is_missing() {
        Situation situation = situation(100_000, Set.of(), new Situation.Counts(0, 0, 0));
        Offer large = offer(300 * MEGABYTE, 70 * MEGABYTE);
        assertThat(words(new MemoryRule().refuse(large, situation)))
                .isEqualTo("Spike search needs 300 MB RAM but only 100 MB is available for use.");
        assertThat(words(new DiskRule().refuse(large, situation)))
                .isEqualTo(
                        "Spike search needs 20 MB more disk space. Free some space, or allow more in the preferences.");
        assertThat(words(new DeadlineRule().refuse(large, situation)))
                .isEqualTo("Tasks won't finish in time: this computer needs about 1.2 days, and the deadline is after"
                        + " 1.0 days.");
    }

    @ParameterizedTest(name = "queue of {0} s")
    @CsvSource({"0, true", "86390, true", "86391, false", "1, true"})
    void a_task_must_be_done_in_time_unless_the_computer_is_idle(double queueDelay, boolean sent) {
        Situation situation = situation(queueDelay, Set.of(), new Situation.Counts(0, 0, 0));
        assertThat(new DeadlineRule().refuse(offer(0, 0), situation).isEmpty()).isEqualTo(sent);
    }

    @Test
    void an_idle_computer_gets_a_task_however_long_it_takes() {
        Offer endless = new Offer(offer(0, 0).job(), offer(0, 0).version(), 1e9);
        assertThat(new DeadlineRule().refuse(endless, situation())).isEmpty();
    }

    @Test
    void a_workunit_of_which_a_task_is_held_is_passed_over() {
        assertThat(reason(
                        new SpreadRule().refuse(offer(0, 0), situation(0, Set.of(6L), new Situation.Counts(0, 0, 0)))))
                .contains(Reason.WORKUNIT_ALREADY_HELD);
        assertThat(new SpreadRule().refuse(offer(0, 0), situation(0, Set.of(7L), new Situation.Counts(0, 0, 0))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} in the reply, {1} in progress, {2} today")
    @CsvSource(
            nullValues = "-",
            value = {
                "0,  0,  0,   -",
                "19, 39, 99,  -",
                "20, 0,  0,   REQUEST_FULL",
                "0,  40, 0,   IN_PROGRESS_LIMIT",
                "0,  0,  100, DAILY_LIMIT",
                "20, 40, 100, IN_PROGRESS_LIMIT",
            })
    void limits_end_the_search(int inReply, int inProgress, int today, Reason expected) {
        Situation situation = situation(0, Set.of(), new Situation.Counts(inReply, inProgress, today));
        Optional<Refusal> refusal = new LimitsRule().refuse(offer(0, 0), situation);
        assertThat(reason(refusal)).isEqualTo(Optional.ofNullable(expected));
        refusal.ifPresent(found -> assertThat(found.reason().endsSearch()).isTrue());
    }

    @Test
    void a_limit_of_zero_is_none() {
        Situation situation = new Situation(
                new Situation.Room(1e9, 1e9),
                0,
                Set.of(),
                new Situation.Counts(1000, 1000, 1000),
                new Situation.Limits(0, 0, 0));
        assertThat(new LimitsRule().refuse(offer(0, 0), situation)).isEmpty();
    }

    @ParameterizedTest(name = "the result is {0}, errors {1}, canonical {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "UNSENT,      0,  false, -",
                "UNSENT,      16, false, WORKUNIT_CLOSED",
                "UNSENT,      0,  true,  WORKUNIT_CLOSED",
                "IN_PROGRESS, 0,  false, NOT_UNSENT",
                "OVER,        0,  false, NOT_UNSENT",
            })
    void a_task_must_still_be_wanted(ServerState state, int errors, boolean canonical, Reason expected) {
        WorkunitNow workunit =
                new WorkunitNow(6, errors, canonical, List.of(new WorkunitNow.ResultNow(5, state, 0, 0)));
        Optional<Refusal> refusal = new StillWantedRule().refuse(offer(0, 0), workunit, 7, 1);
        assertThat(reason(refusal)).isEqualTo(Optional.ofNullable(expected));
        refusal.ifPresent(found -> assertThat(found.reason().endsTask()).isTrue());
    }

    @Test
    void a_task_whose_row_is_gone_is_not_wanted() {
        WorkunitNow workunit = new WorkunitNow(6, 0, false, List.of());
        assertThat(reason(new StillWantedRule().refuse(offer(0, 0), workunit, 7, 1)))
                .contains(Reason.NOT_UNSENT);
    }

    @ParameterizedTest(name = "another result is with account {0} and computer {1}")
    @CsvSource({"7, 1, true, true", "7, 2, true, false", "8, 1, false, true", "8, 2, false, false", "0, 0, false, false"
    })
    void another_result_of_the_workunit_counts(long user, long host, boolean heldByUser, boolean heldByHost) {
        WorkunitNow workunit = new WorkunitNow(
                6,
                0,
                false,
                List.of(
                        new WorkunitNow.ResultNow(5, ServerState.UNSENT, 0, 0),
                        new WorkunitNow.ResultNow(4, ServerState.OVER, user, host)));
        assertThat(new OneResultPerUserRule()
                        .refuse(offer(0, 0), workunit, 7, 1)
                        .isPresent())
                .isEqualTo(heldByUser);
        assertThat(new OneResultPerHostRule()
                        .refuse(offer(0, 0), workunit, 7, 1)
                        .isPresent())
                .isEqualTo(heldByHost);
    }

    @Test
    void settings_decide_which_rules_are_asked() {
        assertThat(Rules.of(true, true).commit())
                .extracting(rule -> rule.getClass().getSimpleName())
                .containsExactly("StillWantedRule", "OneResultPerUserRule", "OneResultPerHostRule");
        assertThat(Rules.of(false, false).commit()).hasSize(1);
        assertThat(Rules.of(false, false).work()).noneMatch(SpreadRule.class::isInstance);
        assertThat(Rules.of(false, true).work()).anyMatch(SpreadRule.class::isInstance);
    }

    @Test
    void the_first_rule_that_refuses_gives_the_reason() {
        Situation full = situation(0, Set.of(6L), new Situation.Counts(20, 0, 0));
        assertThat(reason(Rules.of(true, true).refuse(offer(1e12, 1e12), full))).contains(Reason.REQUEST_FULL);
        assertThat(Rules.of(true, true).refuse(offer(0, 0), situation())).isEmpty();
    }

    private static Optional<Reason> reason(Optional<Refusal> refusal) {
        return refusal.map(Refusal::reason);
    }

    private static String words(Optional<Refusal> refusal) {
        return refusal.orElseThrow().words();
    }

    private static Situation situation() {
        return situation(0, Set.of(), new Situation.Counts(0, 0, 0));
    }

    private static Situation situation(double queueDelay, Set<Long> workunits, Situation.Counts counts) {
        return new Situation(
                new Situation.Room(100 * MEGABYTE, 50 * MEGABYTE),
                queueDelay,
                workunits,
                counts,
                new Situation.Limits(20, 40, 100));
    }

    private static Offer offer(double memory, double disk) {
        Job job = new Job(
                5,
                "n_0",
                6,
                "n",
                1,
                0,
                new Job.Needs(1e10, 1e14, memory, disk, 86_400),
                VersionPin.NONE,
                NO_DOCUMENT,
                NO_DOCUMENT);
        Application application = new Application(1, "spike_search", "Spike search", 0, false, false);
        ApplicationVersion version =
                new ApplicationVersion(1, application, 100, "x86_64-pc-linux-gnu", 0, 0, NO_DOCUMENT);
        FittedVersion fitted =
                new FittedVersion(version, Usage.sequential(1e9), VersionHistory.unknown(new HostAppVersion.Key(1, 1)));
        return new Offer(job, Optional.of(fitted), 10);
    }
}
