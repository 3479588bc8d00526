package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.planclass.HostViewBuilder;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.request.GlobalPreferences;
import org.muster.scheduler.request.HostFacts;
import org.muster.scheduler.resource.ProcessorType;
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

    @ParameterizedTest(name = "on {0}, active {1}, graphics active {2}, {4} client {3}, correction {5}: {6} s")
    @CsvSource({
        "1,   1,   1,   72005, CPU,    5,    1000",
        "0.5, 0.5, 1,   72005, CPU,    1,    4000",
        "0.5, 0.5, 1,   72005, NVIDIA, 1,    2000",
        "1,   1,   0.1, 72005, NVIDIA, 1,    10000",
        "1,   1,   1,   70027, CPU,    2,    2000",
        "1,   1,   1,   70027, CPU,    0.01, 100",
        "1,   1,   1,   70027, CPU,    1000, 100000",
        "-1,  1,   1,   72005, CPU,    1,    10000",
        "0.2, 0.3, 1,   72005, CPU,    1,    10000",
    })
    void durations_depend_on_the_share_of_the_time_and_on_the_correction_of_clients_that_keep_one(
            double on,
            double active,
            double graphics,
            int client,
            ProcessorType type,
            double correction,
            double seconds) {
        HostFacts facts = new HostFacts(
                new HostFacts.Name("", "", "", "", "", "", ""),
                new HostFacts.Processor(2, "", "", 1e9, 0, 0),
                new HostFacts.Memory(8e9, 0, 0),
                new HostFacts.Disk(0, 0, 0, 0),
                new HostFacts.Availability(on, 1, active, graphics, 0, 0),
                0,
                correction);
        Usage usage = new Usage(type, 1, type.isCoprocessor() ? 1 : 0, 0, 1e9, 1e9, "");
        HostAbility ability = HostAbility.of(
                new ClientFacts(client, false, List.of(), ""), facts, Equipment.NONE, GlobalPreferences.DEFAULT, 0);
        assertThat(ability.duration(new Job.Needs(1e12, 0, 0, 0, 0), usage)).isCloseTo(seconds, within(1e-6));
        assertThat(ability.duration(new Job.Needs(0, 0, 0, 0, 0), usage))
                .as("a task that does not say how large it is")
                .isCloseTo(seconds, within(1e-6));
    }

    @Test
    void processors_of_each_type_are_counted() {
        Equipment equipment = new Equipment(
                List.of(HostViewBuilder.coprocessor(ProcessorType.ATI, 3)),
                Set.of(),
                List.of(),
                Equipment.VirtualMachines.NONE);
        HostFacts facts = facts(8, 5e15, new HostFacts.Disk(0, 0, 0, 0), 1);
        HostAbility ability = HostAbility.of(
                new ClientFacts(0, false, List.of(), ""), facts, equipment, GlobalPreferences.DEFAULT, 5);
        assertThat(ability.count(ProcessorType.CPU))
                .as("as many as the project may use")
                .isEqualTo(5);
        assertThat(ability.count(ProcessorType.ATI)).isEqualTo(3);
        assertThat(ability.count(ProcessorType.NVIDIA)).isEqualTo(1);
        assertThat(ability.flops()).as("impossible").isEqualTo(1e12);
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
