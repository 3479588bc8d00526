package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.model.ServerState;
import org.muster.scheduler.work.Destination;

/** What is asked while the workunit is locked. */
class CommitRulesTest {

    private final Cases one = new Cases();

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
        one.errorMask = errors;
        one.canonical = canonical;
        one.results.set(0, new WorkunitNow.ResultNow(5, state, 0, 0));
        Optional<Reason> reason = one.reasonUnderLock(new StillWantedRule());
        assertThat(reason).isEqualTo(Optional.ofNullable(expected));
        assertThat(reason.stream().allMatch(Reason::endsTask)).isTrue();
    }

    @Test
    void a_task_whose_row_is_gone_is_not_wanted() {
        one.results.clear();
        assertThat(one.reasonUnderLock(new StillWantedRule())).contains(Reason.NOT_UNSENT);
    }

    @ParameterizedTest(name = "another result is with account {0} and computer {1}, meant for somebody: {2}")
    @CsvSource({
        "7, 1, false, true,  true,  false",
        "7, 2, false, true,  false, false",
        "8, 1, false, false, true,  false",
        "8, 2, false, false, false, false",
        "0, 0, false, false, false, false",
        "7, 2, true,  false, false, false",
        "7, 1, true,  false, true,  true",
    })
    void another_result_of_the_workunit_counts(
            long user, long host, boolean targeted, boolean byUser, boolean byHost, boolean byTarget) {
        one.results.add(new WorkunitNow.ResultNow(4, ServerState.OVER, user, host));
        if (targeted) {
            one.destination = Optional.of(new Destination(Destination.Type.USER, 7, true));
        }
        assertThat(one.reasonUnderLock(new OneResultPerUserRule()).isPresent()).isEqualTo(byUser);
        assertThat(one.reasonUnderLock(new OneResultPerHostRule()).isPresent()).isEqualTo(byHost);
        assertThat(one.reasonUnderLock(new TargetOnceRule()).isPresent()).isEqualTo(byTarget);
    }

    @ParameterizedTest(name = "one version for all: {0}, kept to {1}, this one is {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "false, 8, 9,  -",
                "true,  0, 9,  -",
                "true,  9, 9,  -",
                "true,  8, 9,  OTHER_VERSION",
                "true,  0, -2, OTHER_VERSION",
                "false, 0, -2, -",
            })
    void a_workunit_is_computed_with_one_version(boolean same, long committed, long version, Reason expected) {
        one.sameVersion = same;
        one.versionId = version;
        one.commitment = new WorkunitNow.Commitment(0, committed, 2);
        assertThat(one.reasonUnderLock(new HomogeneousVersionRule())).isEqualTo(Optional.ofNullable(expected));
    }

    /** Chance 0.05 is below 1/10 and above 1/30. */
    @ParameterizedTest(name = "{0} replicas, {1} wanted before, {2} valid in a row, chance {3}: {4} wanted")
    @CsvSource({
        "0, 1, 50, 0.5,  1",
        "1, 1, 0,  0.5,  1",
        "3, 1, 0,  0.5,  3",
        "3, 1, 9,  0.99, 3",
        "3, 1, 10, 0.5,  1",
        "3, 1, 10, 0.05, 3",
        "3, 1, 30, 0.05, 1",
        "3, 2, 0,  0.5,  2",
        "3, 2, 50, 0.5,  2",
    })
    void trusted_computers_work_unchecked_most_of_the_time(
            int replicas, int before, int valid, double chance, int expected) {
        one.replicas = replicas;
        one.commitment = new WorkunitNow.Commitment(0, 0, before);
        one.consecutiveValid = valid;
        assertThat(Replication.target(one.offer(), one.workunit(), chance)).isEqualTo(expected);
    }

    @Test
    void work_that_is_meant_for_somebody_is_not_replicated() {
        one.replicas = 3;
        one.destination = Optional.of(new Destination(Destination.Type.HOST, 1, false));
        assertThat(Replication.target(one.offer(), one.workunit(), 0.5)).isEqualTo(1);
    }

    @Test
    void settings_decide_which_rules_are_asked() {
        assertThat(Rules.of(true, true).commit())
                .extracting(rule -> rule.getClass().getSimpleName())
                .startsWith("StillWantedRule", "TargetOnceRule", "OneResultPerUserRule", "OneResultPerHostRule");
        assertThat(Rules.of(false, false).commit())
                .noneMatch(rule -> rule instanceof OneResultPerUserRule || rule instanceof OneResultPerHostRule);
        assertThat(Rules.of(false, false).work()).noneMatch(SpreadRule.class::isInstance);
        assertThat(Rules.of(false, true).work()).anyMatch(SpreadRule.class::isInstance);
    }

    @Test
    void the_first_rule_that_refuses_gives_the_reason() {
        Rules rules = Rules.of(true, true);
        assertThat(rules.refuse(one.offer(), one.situation())).isEmpty();
        one.memory = 1e12;
        one.avoided.add(6L);
        assertThat(rules.refuse(one.offer(), one.situation()).map(Refusal::reason))
                .contains(Reason.WORKUNIT_ALREADY_HELD);
        one.mostInReply = 1;
        one.given(1);
        assertThat(rules.refuse(one.offer(), one.situation()).map(Refusal::reason))
                .contains(Reason.REQUEST_FULL);
    }
}
