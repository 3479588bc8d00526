package org.muster.scheduler.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.scheduler.rules.Cases.MEGABYTE;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a computer must bring. */
class FeasibilityRulesTest {

    private final Cases one = new Cases();

    @Test
    void a_task_without_a_version_for_the_computer_is_refused() {
        assertThat(one.reason(new PlatformRule())).isEmpty();
        one.hasVersion = false;
        assertThat(one.reason(new PlatformRule())).contains(Reason.NO_APPLICATION_VERSION);
        assertThat(one.words(new PlatformRule()))
                .isEqualTo("Tasks are waiting, but their application is not available for your type of computer");
    }

    @Test
    void why_the_version_there_is_must_not_be_used_is_said_instead() {
        Refusal quota = new Refusal(Reason.DAILY_LIMIT, "enough for today");
        Offer offer = one.offer();
        Offer without = new Offer(offer.job(), offer.application(), Optional.empty(), Optional.of(quota), 0, 86_400);
        assertThat(new PlatformRule().refuse(without, one.situation())).contains(quota);
    }

    @ParameterizedTest(name = "{0} MB of memory (the version says {1}), {2} MB of disk needed")
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 0,   50, -, -",
                "101, 0,   50, NOT_ENOUGH_MEMORY, -",
                "101, 100, 50, -, -",
                "10,  101, 50, NOT_ENOUGH_MEMORY, -",
                "100, 0,   51, -, NOT_ENOUGH_DISK",
                "0,   0,   0,  -, -",
            })
    void a_task_must_fit_into_memory_and_disk(
            double memory, double versionMemory, double disk, Reason byMemory, Reason byDisk) {
        one.memory = memory * MEGABYTE;
        one.versionMemory = versionMemory * MEGABYTE;
        one.disk = disk * MEGABYTE;
        assertThat(one.reason(new MemoryRule())).isEqualTo(Optional.ofNullable(byMemory));
        assertThat(one.reason(new DiskRule())).isEqualTo(Optional.ofNullable(byDisk));
    }

    @ParameterizedTest(name = "{0} bytes per second needed, {1} measured")
    @CsvSource(
            nullValues = "-",
            value = {
                "0,      1000,  -",
                "1000,   1000,  -",
                "1001,   1000,  NOT_ENOUGH_BANDWIDTH",
                "1e9,    0,     -",
            })
    void a_task_with_large_input_needs_a_fast_network(double needed, double own, Reason expected) {
        one.bandwidth = needed;
        one.ownBandwidth = own;
        assertThat(one.reason(new BandwidthRule())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "queue of {0} s, task of {1} s")
    @CsvSource({
        "0,     10,  true",
        "1,     10,  true",
        "86390, 10,  true",
        "86391, 10,  false",
        "0,     1e9, true",
        "1,     1e9, false",
    })
    void a_task_must_be_done_in_time_unless_the_computer_is_idle(double queueDelay, double duration, boolean sent) {
        one.queueDelay = queueDelay;
        one.duration = duration;
        assertThat(one.reason(new DeadlineRule()).isEmpty()).isEqualTo(sent);
    }

    @Test
    void refusals_say_in_numbers_what_is_missing() {
        one.memory = 300 * MEGABYTE;
        one.disk = 70 * MEGABYTE;
        one.bandwidth = 200 * 1024;
        one.ownBandwidth = 50 * 1024;
        one.queueDelay = 100_000;
        assertThat(one.words(new MemoryRule()))
                .isEqualTo("Spike search needs 300 MB RAM but only 100 MB is available for use.");
        assertThat(one.words(new DiskRule()))
                .isEqualTo(
                        "Spike search needs 20 MB more disk space. Free some space, or allow more in the preferences.");
        assertThat(one.words(new BandwidthRule()))
                .isEqualTo("Spike search needs 200 KB/sec download bandwidth. Your computer has been measured at 50"
                        + " KB/sec.");
        assertThat(one.words(new DeadlineRule()))
                .isEqualTo("Tasks won't finish in time: this computer needs about 1.2 days, and the deadline is after"
                        + " 1.0 days.");
    }
}
