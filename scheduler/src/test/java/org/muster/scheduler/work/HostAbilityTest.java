package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.resource.Usage;

class HostAbilityTest {

    @ParameterizedTest(name = "{0} processors, {1} percent: {2}")
    @CsvSource({"8, 0, 8", "8, 100, 8", "8, 50, 4", "8, 10, 1", "1, 50, 1", "3, 67, 2"})
    void the_volunteer_decides_how_many_processors_may_be_used(int processors, double percent, int expected) {
        GlobalPreferences preferences = new GlobalPreferences(0, percent, 50, 90, GlobalPreferences.DEFAULT.disk());
        assertThat(HostAbility.of(facts(processors, 1e9, new HostFacts.Disk(0, 0, 0, 0), 1), preferences)
                        .processors())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "total {0}, free {1}, used {2}; at most {3} or {4} percent, {5} free: {6}")
    @CsvSource({
        "1e12, 5e11, 0,    0,    90, 1e8, 4.999e11",
        "1e12, 5e11, 1e10, 0,    90, 1e8, 4.999e11",
        "1e12, 9e11, 2e11, 0,    50, 1e8, 3e11",
        "1e12, 5e11, 1e10, 5e10, 90, 1e8, 4e10",
        "1e12, 5e7,  1e10, 0,    90, 1e8, -5e7",
        "0,    0,    0,    0,    90, 1e8, 1e9",
    })
    void the_strictest_limit_of_disk_counts(
            double total, double free, double used, double most, double percent, double left, double expected) {
        GlobalPreferences preferences =
                new GlobalPreferences(0, 0, 50, 90, new GlobalPreferences.DiskLimits(most, percent, left));
        assertThat(HostAbility.of(facts(2, 1e9, new HostFacts.Disk(total, free, used, 0), 1), preferences)
                        .disk())
                .isEqualTo(expected);
    }

    @Test
    void the_more_generous_share_of_memory_counts() {
        assertThat(HostAbility.of(facts(2, 1e9, new HostFacts.Disk(0, 0, 0, 0), 1), GlobalPreferences.DEFAULT)
                        .memory())
                .isEqualTo(0.9 * 8e9);
    }

    @Test
    void a_task_takes_longer_on_a_computer_that_is_often_off() {
        Job.Needs needs = new Job.Needs(1e12, 0, 0, 0, 0);
        HostFacts.Disk disk = new HostFacts.Disk(0, 0, 0, 0);
        assertThat(HostAbility.of(facts(2, 2e9, disk, 1), GlobalPreferences.DEFAULT)
                        .duration(needs, Usage.sequential(2e9)))
                .isEqualTo(500);
        assertThat(HostAbility.of(facts(2, 2e9, disk, 0.5), GlobalPreferences.DEFAULT)
                        .duration(needs, Usage.sequential(2e9)))
                .isEqualTo(1000);
        assertThat(HostAbility.of(facts(2, 2e9, disk, 0), GlobalPreferences.DEFAULT)
                        .duration(needs, Usage.sequential(2e9)))
                .as("never taken for off entirely")
                .isEqualTo(5000);
        assertThat(HostAbility.of(facts(2, 0, disk, 1), GlobalPreferences.DEFAULT)
                        .flops())
                .as("not measured yet")
                .isEqualTo(1e9);
    }

    private static HostFacts facts(int processors, double fpops, HostFacts.Disk disk, double on) {
        return new HostFacts(
                new HostFacts.Name("", "", "", "", "", "", ""),
                new HostFacts.Processor(processors, "", "", fpops, 0, 0),
                new HostFacts.Memory(8e9, 0, 0),
                disk,
                new HostFacts.Availability(on, 1, 1, 1, 0, 0),
                0,
                1);
    }
}
