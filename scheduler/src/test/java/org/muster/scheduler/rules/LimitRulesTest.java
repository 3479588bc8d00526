package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.config.InProgressConfig;
import org.muster.common.config.InProgressConfig.Limit;
import org.muster.scheduler.request.ProjectPreferences;
import org.muster.scheduler.resource.ProcessorType;

/** How much a computer may have. */
class LimitRulesTest {

    private final Cases one = new Cases();

    @ParameterizedTest(name = "{0} in the reply of at most {1}")
    @CsvSource(
            nullValues = "-",
            value = {"0, 20, -", "19, 20, -", "20, 20, REQUEST_FULL", "1000, 0, -"})
    void a_reply_carries_so_many_tasks(int inReply, int most, Reason expected) {
        one.mostInReply = most;
        one.given(inReply);
        Optional<Reason> reason = one.reason(new RequestSizeRule());
        assertThat(reason).isEqualTo(Optional.ofNullable(expected));
        assertThat(reason.stream().allMatch(Reason::endsSearch)).isTrue();
    }

    @ParameterizedTest(name = "{0} tasks; {1} by setting, {2} of the project (per processor: {3}), {4} by preference")
    @CsvSource(
            nullValues = "-",
            value = {
                "1000, 0, 0, false, 0, -",
                "3,    4, 0, false, 0, -",
                "4,    4, 0, false, 0, IN_PROGRESS_LIMIT",
                "4,    0, 4, false, 0, IN_PROGRESS_LIMIT",
                "3,    0, 4, false, 0, -",
                "7,    0, 4, true,  0, -",
                "8,    0, 4, true,  0, IN_PROGRESS_LIMIT",
                "2,    0, 0, false, 2, MAX_JOBS_PREFERENCE",
                "1,    0, 0, false, 2, -",
            })
    void a_computer_holds_so_many_tasks(
            int tasks, int setting, int project, boolean perProcessor, int chosen, Reason expected) {
        one.mostInProgress = setting;
        one.jobs =
                new InProgressConfig(new InProgressConfig.Limits(new Limit(project, perProcessor), null, null), null);
        one.preferences = new ProjectPreferences(Set.of(), false, false, Set.of(), chosen, 0);
        one.holds(tasks, 1, ProcessorType.CPU);
        Optional<Reason> reason = one.reason(new InProgressRule());
        assertThat(reason).isEqualTo(Optional.ofNullable(expected));
        assertThat(reason.stream().allMatch(Reason::endsSearch)).isTrue();
    }

    /** Two processors, one graphics processor. At most 2 for each processor and 3 for the graphics processor. */
    @ParameterizedTest(name = "{0} on processors, {1} on graphics processors, one more for {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "3, 3, CPU,    -",
                "4, 0, CPU,    IN_PROGRESS_LIMIT_FOR_PROCESSOR",
                "4, 2, NVIDIA, -",
                "0, 3, NVIDIA, IN_PROGRESS_LIMIT_FOR_PROCESSOR",
                "0, 3, CPU,    -",
            })
    void limits_for_kinds_of_processors_are_counted_apart(
            int onProcessors, int onGraphics, ProcessorType type, Reason expected) {
        one.processors = new Limits.Processors(2, 1, 1);
        one.jobs =
                new InProgressConfig(new InProgressConfig.Limits(null, new Limit(2, true), new Limit(3, false)), null);
        one.type = type;
        one.holds(onProcessors, 1, ProcessorType.CPU).holds(onGraphics, 2, ProcessorType.ATI);
        assertThat(one.reason(new InProgressRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} of this application, {1} of another")
    @CsvSource(
            nullValues = "-",
            value = {"2, 50, -", "3, 0, IN_PROGRESS_LIMIT_FOR_APPLICATION"})
    void limits_for_applications_are_counted_apart(int own, int others, Reason expected) {
        one.jobs = new InProgressConfig(
                null,
                Map.of("spike_search", new InProgressConfig.Limits(new Limit(3, false), new Limit(3, false), null)));
        one.holds(own, 1, ProcessorType.CPU).holds(others, 2, ProcessorType.CPU);
        assertThat(one.reason(new InProgressRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void limits_are_said_in_numbers() {
        one.mostInProgress = 4;
        one.holds(4, 1, ProcessorType.CPU);
        assertThat(one.words(new InProgressRule()))
                .isEqualTo("This computer has reached a limit of 4 tasks in progress");
        one.mostInProgress = 0;
        one.preferences = new ProjectPreferences(Set.of(), false, false, Set.of(), 2, 0);
        assertThat(one.words(new InProgressRule()))
                .isEqualTo("This computer has as many tasks as your preferences allow: 2");
    }

    /** A quota of 10 for each of two processors; a graphics processor counts for 8. */
    @ParameterizedTest(name = "quota {0} (row {1}), {2} today and {3} in this reply, new day: {4}, on {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "0,  1,  999, 0, false, CPU,    -",
                "10, 0,  19,  0, false, CPU,    -",
                "10, 0,  20,  0, false, CPU,    DAILY_LIMIT",
                "10, 0,  18,  2, false, CPU,    DAILY_LIMIT",
                "10, 0,  20,  0, true,  CPU,    -",
                "10, 0,  20, 20, true,  CPU,    DAILY_LIMIT",
                "10, 4,  8,   0, false, CPU,    DAILY_LIMIT",
                "10, 1,  0,   0, false, CPU,    -",
                "10, 1,  1,   0, false, CPU,    DAILY_LIMIT",
                "10, 0,  79,  0, false, NVIDIA, -",
                "10, 0,  80,  0, false, NVIDIA, DAILY_LIMIT",
            })
    void a_computer_gets_so_many_tasks_a_day_with_a_version(
            int quota, int row, int today, int inReply, boolean newDay, ProcessorType type, Reason expected) {
        one.quota = quota;
        one.maxJobsPerDay = row;
        one.jobsToday = today;
        one.newDay = newDay;
        one.type = type;
        one.processors = new Limits.Processors(2, 1, 8);
        one.given(inReply);
        assertThat(one.reason(new DailyQuotaRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void the_daily_quota_is_said_in_numbers() {
        one.quota = 10;
        one.jobsToday = 20;
        assertThat(one.words(new DailyQuotaRule()))
                .isEqualTo("This computer has finished a daily quota of 20 tasks of Spike search");
    }

    @ParameterizedTest(name = "hardly uses the processor: {0}, holds {1}")
    @CsvSource(
            nullValues = "-",
            value = {"true, 0, -", "true, 1, NON_CPU_INTENSIVE_HELD", "false, 1, -"})
    void one_task_of_an_application_that_hardly_uses_the_processor_is_enough(
            boolean nonCpuIntensive, int held, Reason expected) {
        one.nonCpuIntensive = nonCpuIntensive;
        one.holds(held, 1, ProcessorType.CPU).holds(3, 2, ProcessorType.CPU);
        assertThat(one.reason(new NonCpuIntensiveRule())).isEqualTo(Optional.ofNullable(expected));
    }
}
