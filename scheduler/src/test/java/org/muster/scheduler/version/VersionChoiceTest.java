package org.muster.scheduler.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.scheduler.planclass.HostViewBuilder.linux;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.planclass.Fit;
import org.muster.scheduler.planclass.HostViewBuilder;
import org.muster.scheduler.planclass.MisfitCode;
import org.muster.scheduler.planclass.PlanClasses;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.Deliverable;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.VersionPin;

class VersionChoiceTest {

    private static final long HOST = 9;
    private static final String LINUX = "x86_64-pc-linux-gnu";
    private static final String LINUX32 = "i686-pc-linux-gnu";
    private static final Application APPLICATION = new Application(1, "a", "A", 0, false, false);
    private static final Deliverable NONE = new Deliverable("", "");

    private final Map<HostAppVersion.Key, VersionHistory> histories = new HashMap<>();
    private boolean betaAllowed;
    private boolean preferPrimary;
    private double randomFactor;
    private long seed = 1;

    @ParameterizedTest(name = "client {0}, platforms {1}: version {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "72005, x86_64-pc-linux-gnu,                   2",
                "80002, x86_64-pc-linux-gnu,                   3",
                "72005, windows_x86_64,                        -",
                "69000, windows_x86_64,                        4",
                "69000, windows_x86_64 x86_64-pc-linux-gnu,    4",
                "72005, windows_x86_64 x86_64-pc-linux-gnu,    2",
                "72005, arm-linux,                             -",
                "72005, '',                                    -",
            })
    void the_newest_version_that_the_client_can_run_is_sent_for_its_preferred_platform(
            int client, String platforms, Long expected) {
        List<ApplicationVersion> versions = List.of(
                version(1, 100, LINUX, 0, 0),
                version(2, 102, LINUX, 0, 0),
                version(3, 103, LINUX, 80_000, 0),
                version(4, 101, "windows_x86_64", 0, 70_000));
        HostViewBuilder host = linux().client(client).platforms(platforms.split(" "));
        assertThat(best(choice(versions, host), VersionPin.NONE)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "number {0}, id {1}: version {2}")
    @CsvSource(
            nullValues = "-",
            value = {"0, 0, 2", "100, 0, 1", "0, 1, 1", "99, 0, -", "0, 77, -", "0, 5, 5", "104, 0, -"})
    void a_workunit_can_insist_on_a_version(int number, long id, Long expected) {
        List<ApplicationVersion> versions = List.of(
                version(1, 100, LINUX, 0, 0),
                version(2, 102, LINUX, 0, 0),
                variant(5, 104, LINUX, "", false, true, Average.NONE));
        assertThat(best(choice(versions, linux()), new VersionPin(number, id)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void versions_below_the_oldest_that_is_still_sent_go_only_to_workunits_that_insist() {
        Application strict = new Application(1, "a", "A", 101, false, false);
        VersionChoice choice = choice(List.of(new ApplicationVersion(1, strict, 100, LINUX, 0, 0, NONE)), linux());
        assertThat(best(choice, VersionPin.NONE)).isEmpty();
        assertThat(best(choice, new VersionPin(100, 0))).contains(1L);
    }

    @ParameterizedTest(name = "beta allowed {0}: version {1}")
    @CsvSource({"false, 1", "true, 2"})
    void versions_under_test_go_to_those_who_want_them(boolean allowed, long expected) {
        betaAllowed = allowed;
        List<ApplicationVersion> versions =
                List.of(version(1, 100, LINUX, 0, 0), variant(2, 101, LINUX, "", true, false, Average.NONE));
        assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(expected);
    }

    @ParameterizedTest(name = "{0} GB on {1}: version {2}")
    @CsvSource({
        "1.9, windows_intelx86, 2",
        "2.1, windows_intelx86, 1",
        "2.9, i686-pc-linux-gnu, 2",
        "3.1, i686-pc-linux-gnu, 1",
    })
    void what_needs_much_memory_needs_64_bits(double gigabytes, String primary, long expected) {
        List<ApplicationVersion> versions = List.of(version(1, 100, LINUX, 0, 0), version(2, 100, primary, 0, 0));
        Job job = job(VersionPin.NONE, gigabytes * (1 << 30));
        assertThat(choice(versions, linux().platforms(primary, LINUX)).best(job, fitted -> true))
                .map(fitted -> fitted.version().id())
                .contains(expected);
    }

    @Test
    void the_fastest_plan_class_that_fits_wins() {
        List<ApplicationVersion> versions = List.of(
                plan(1, ""), plan(2, "mt"), plan(3, "sse3"), plan(4, "opencl_nvidia_101"), plan(5, "cuda_fermi"));
        assertThat(best(choice(versions, linux().with(ProcessorType.NVIDIA)), VersionPin.NONE))
                .contains(5L);
        assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(2L);
        assertThat(best(choice(versions, linux().processors(1)), VersionPin.NONE))
                .contains(3L);
        assertThat(best(choice(versions, linux().processors(1).features("fpu")), VersionPin.NONE))
                .contains(1L);
    }

    @Test
    void when_one_type_of_processor_is_not_wanted_the_next_best_version_is_taken() {
        VersionChoice choice = choice(List.of(plan(1, ""), plan(5, "cuda_fermi")), linux().with(ProcessorType.NVIDIA));
        Job job = job(VersionPin.NONE, 1e6);
        assertThat(choice.best(job, fitted -> true).orElseThrow().type()).isEqualTo(ProcessorType.NVIDIA);
        assertThat(choice.best(job, fitted -> fitted.type() == ProcessorType.CPU)
                        .orElseThrow()
                        .version()
                        .id())
                .isEqualTo(1);
        assertThat(choice.best(job, fitted -> false)).isEmpty();
    }

    @Test
    void why_no_version_fits_is_remembered() {
        VersionChoice none = choice(List.of(plan(2, "vbox64"), plan(3, "quantum")), linux());
        assertThat(best(none, VersionPin.NONE)).isEmpty();
        assertThat(none.misfits(1))
                .containsExactlyInAnyOrder(
                        new Fit.Misfit(MisfitCode.VIRTUAL_BOX, "needs VirtualBox"),
                        new Fit.Misfit(MisfitCode.UNKNOWN_PLAN_CLASS, ""));
        assertThat(choice(List.of(plan(1, ""), plan(2, "vbox64")), linux()).misfits(1))
                .isEmpty();
    }

    @Test
    void a_version_that_always_failed_here_is_left_for_another() {
        history(5, 0, 0, 1, 0);
        List<ApplicationVersion> versions = List.of(plan(1, ""), plan(5, "mt"));
        assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(1L);
        history(5, 0, 0, 1, 3);
        assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(5L);
    }

    @Test
    void measured_speeds_count_more_with_every_run() {
        List<ApplicationVersion> versions = List.of(plan(1, ""), plan(5, "sse3"));
        history(5, 2, 1 / 1e8, 10, 2);
        assertThat(best(choice(versions, linux()), VersionPin.NONE))
                .as("two runs: half of what the plan class says")
                .contains(1L);
        history(5, 20, 1 / 3e9, 10, 20);
        FittedVersion fast = choice(versions, linux())
                .best(job(VersionPin.NONE, 0), fitted -> true)
                .orElseThrow();
        assertThat(fast.version().id()).isEqualTo(5);
        assertThat(fast.usage().projectedFlops()).isEqualTo(3e9);
        assertThat(fast.estimateScale()).isEqualTo(1);
    }

    @Test
    void the_primary_platform_may_be_preferred_to_a_faster_one() {
        List<ApplicationVersion> versions =
                List.of(version(1, 100, LINUX, 0, 0), variant(2, 100, LINUX32, "mt", false, false, Average.NONE));
        HostViewBuilder host = linux().platforms(LINUX, LINUX32);
        assertThat(best(choice(versions, host), VersionPin.NONE)).contains(2L);
        preferPrimary = true;
        assertThat(best(choice(versions, host), VersionPin.NONE)).contains(1L);
    }

    @Test
    void luck_tries_slower_versions_of_which_little_is_known_and_depends_on_the_seed_alone() {
        randomFactor = 0.5;
        List<ApplicationVersion> versions = List.of(plan(1, ""), plan(3, "sse3"));
        long[] chosen = new long[200];
        for (int at = 0; at < chosen.length; at++) {
            seed = at;
            chosen[at] = best(choice(versions, linux()), VersionPin.NONE).orElseThrow();
            assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(chosen[at]);
        }
        assertThat(Arrays.stream(chosen).filter(id -> id == 1).count()).isBetween(40L, 110L);
        histories.clear();
        history(1, 1000, 1 / 2e9, 10, 20);
        history(3, 1000, 1 / 2.2e9, 10, 20);
        for (int at = 0; at < chosen.length; at++) {
            seed = at;
            assertThat(best(choice(versions, linux()), VersionPin.NONE)).contains(3L);
        }
    }

    @Test
    void what_a_task_was_sent_with_is_found_again_while_it_fits() {
        List<ApplicationVersion> versions = List.of(plan(1, ""), plan(2, "mt"));
        Job job = job(VersionPin.NONE, 0);
        assertThat(choice(versions, linux()).sentBefore(job, 1)).isPresent();
        assertThat(choice(versions, linux()).sentBefore(job, 2)).isPresent();
        assertThat(choice(versions, linux().processors(1)).sentBefore(job, 2)).isEmpty();
        assertThat(choice(versions, linux()).sentBefore(job, 3)).isEmpty();
    }

    private VersionChoice choice(List<ApplicationVersion> versions, HostViewBuilder host) {
        Catalogue catalogue = new Catalogue(Set.of(LINUX), List.of(APPLICATION), versions, PlanClasses.PREDEFINED);
        return new VersionChoice(
                catalogue,
                host.build(),
                AnonymousPlatform.NONE,
                new VersionChoice.Policy(betaAllowed, preferPrimary, randomFactor, new SplittableRandom(seed)),
                new VersionChoice.Experience(HOST, histories));
    }

    private static Optional<Long> best(VersionChoice choice, VersionPin pin) {
        return choice.best(job(pin, 1e6), fitted -> true)
                .map(fitted -> fitted.version().id());
    }

    private void history(long version, int runs, double secondsPerFlop, int quota, int valid) {
        HostAppVersion.Key key = new HostAppVersion.Key(HOST, version);
        histories.put(
                key,
                new VersionHistory(
                        key,
                        new Average(runs, 1),
                        new Average(runs > 2 ? runs : 11 * runs, secondsPerFlop),
                        Average.NONE,
                        quota,
                        0,
                        valid));
    }

    private static Job job(VersionPin pin, double memory) {
        return new Job(1, "j_0", 1, "j", 1, 0, new Job.Needs(1e12, 1e14, memory, 1e6, 86_400), pin, NONE, NONE);
    }

    private static ApplicationVersion plan(long id, String planClass) {
        return variant(id, 100, LINUX, planClass, false, false, Average.NONE);
    }

    private static ApplicationVersion variant(
            long id, int number, String platform, String planClass, boolean beta, boolean retired, Average elsewhere) {
        return new ApplicationVersion(
                id,
                APPLICATION,
                number,
                platform,
                0,
                0,
                NONE,
                new ApplicationVersion.Variant(planClass, beta, retired, elsewhere));
    }

    private static ApplicationVersion version(long id, int number, String platform, int oldest, int newest) {
        return new ApplicationVersion(id, APPLICATION, number, platform, oldest, newest, NONE);
    }
}
