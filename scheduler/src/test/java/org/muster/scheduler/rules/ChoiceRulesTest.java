package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.ReliableConfig;
import org.muster.common.credit.Average;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.work.Destination;

/** What the volunteer chose, whom work is meant for, and whom it is kept for. */
class ChoiceRulesTest {

    private final Cases one = new Cases();

    @ParameterizedTest(name = "application {0} chosen, others allowed: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "0, false, -",
                "1, false, -",
                "2, false, APPLICATION_NOT_SELECTED",
                "2, true,  -",
            })
    void volunteers_choose_applications(long chosen, boolean others, Reason expected) {
        one.preferences =
                new ProjectPreferences(chosen == 0 ? Set.of() : Set.of(chosen), others, false, Set.of(), 0, 0);
        assertThat(one.reason(new SelectedApplicationRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "under test: {0}, tests allowed: {1}")
    @CsvSource(
            nullValues = "-",
            value = {"false, false, -", "true, false, BETA_NOT_ALLOWED", "true, true, -", "false, true, -"})
    void tests_go_to_those_who_volunteer_for_tests(boolean beta, boolean allowed, Reason expected) {
        one.beta = beta;
        one.preferences = new ProjectPreferences(Set.of(), false, allowed, Set.of(), 0, 0);
        assertThat(one.reason(new BetaRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} refused, the version runs on {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "CPU,    CPU,       PROCESSOR_TYPE_REFUSED",
                "CPU,    NVIDIA,    -",
                "NVIDIA, NVIDIA,    PROCESSOR_TYPE_REFUSED",
                "NVIDIA, APPLE_GPU, -",
            })
    void volunteers_keep_kinds_of_processors_for_themselves(
            ProcessorType refused, ProcessorType type, Reason expected) {
        one.type = type;
        one.preferences = new ProjectPreferences(Set.of(), false, false, Set.of(refused), 0, 0);
        assertThat(one.reason(new ProcessorPreferenceRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "meant for {0} {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "EVERYBODY, 0, -",
                "HOST,      1, -",
                "HOST,      7, NOT_THE_TARGET",
                "USER,      7, -",
                "USER,      1, NOT_THE_TARGET",
                "TEAM,      3, -",
                "TEAM,      7, NOT_THE_TARGET",
                "TEAM,      0, NOT_THE_TARGET",
            })
    void targeted_work_goes_to_its_target(Destination.Type type, long id, Reason expected) {
        one.destination = Optional.of(new Destination(type, id, false));
        assertThat(one.reason(new TargetRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void untargeted_work_goes_to_anybody() {
        assertThat(one.reason(new TargetRule())).isEmpty();
    }

    /** Reliable computers take 100 seconds on average at most. The quota is 10. */
    @ParameterizedTest(name = "priority {0}, {1} valid in a row, {2} s on average of {3}, quota {4}, under test: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "9,  0,  0,   0,  0, false, -",
                "10, 10, 100, 11, 0, false, -",
                "10, 9,  100, 11, 0, false, NOT_RELIABLE",
                "10, 10, 101, 11, 0, false, NOT_RELIABLE",
                "10, 10, 101, 10, 0, false, -",
                "10, 10, 100, 11, 9, false, NOT_RELIABLE",
                "10, 10, 100, 11, 12, false, -",
                "10, 0,  0,   0,  0, true,  -",
            })
    void retries_go_to_reliable_computers(
            int priority, int valid, double average, double samples, int quotaNow, boolean beta, Reason expected) {
        one.reliable = new ReliableConfig(10, 100, 0, 0, 0);
        one.quota = 10;
        one.priority = priority;
        one.consecutiveValid = valid;
        one.turnaround = new Average(samples, average);
        one.maxJobsPerDay = quotaNow;
        one.beta = beta;
        assertThat(one.reason(new ReliableRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "priority {0}, factor {1}: {2} s")
    @CsvSource({"9, 0.5, 1000", "10, 0.5, 500", "10, 0, 1000", "11, 0.25, 250"})
    void retries_have_shorter_deadlines(int priority, double factor, long expected) {
        one.reliable = new ReliableConfig(10, 0, factor, 0, 0);
        assertThat(ReliableRule.delayBound(1000, priority, one.limits())).isEqualTo(expected);
    }

    /** A computer of fine class 267 and coarse class 258. */
    @ParameterizedTest(name = "{0} classes, workunit kept to {1}, computer known: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "NONE,   0,   false, -",
                "NONE,   999, false, -",
                "FINE,   0,   true,  -",
                "FINE,   267, true,  -",
                "FINE,   268, true,  OTHER_HOMOGENEOUS_CLASS",
                "COARSE, 258, true,  -",
                "COARSE, 267, true,  OTHER_HOMOGENEOUS_CLASS",
                "COARSE, 0,   false, HOMOGENEOUS_CLASS_UNKNOWN",
            })
    void a_workunit_is_computed_by_one_class_of_computers(
            HomogeneousClass redundancy, int committed, boolean known, Reason expected) {
        one.redundancy = redundancy;
        one.jobClass = committed;
        one.commitment = new WorkunitNow.Commitment(committed, 0, 2);
        if (known) {
            one.classes = Map.of(HomogeneousClass.FINE, 267, HomogeneousClass.COARSE, 258);
        }
        assertThat(one.reason((WorkRule) new HomogeneousClassRule())).isEqualTo(Optional.ofNullable(expected));
        assertThat(one.reasonUnderLock(new HomogeneousClassRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void a_workunit_of_which_a_task_is_held_is_passed_over() {
        assertThat(one.reason(new SpreadRule())).isEmpty();
        one.avoided.add(6L);
        assertThat(one.reason(new SpreadRule())).contains(Reason.WORKUNIT_ALREADY_HELD);
    }
}
