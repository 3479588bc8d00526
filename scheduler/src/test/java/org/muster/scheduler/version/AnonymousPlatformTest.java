package org.muster.scheduler.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.muster.scheduler.planclass.HostViewBuilder.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.muster.common.credit.Average;
import org.muster.common.credit.HostAppVersion;
import org.muster.scheduler.planclass.HostView;
import org.muster.scheduler.planclass.MisfitCode;
import org.muster.scheduler.planclass.PlanClasses;
import org.muster.scheduler.request.ClientVersion;
import org.muster.scheduler.request.Holdings;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;
import org.muster.scheduler.work.Application;
import org.muster.scheduler.work.ApplicationVersion;
import org.muster.scheduler.work.Catalogue;
import org.muster.scheduler.work.Deliverable;
import org.muster.scheduler.work.Job;
import org.muster.scheduler.work.VersionPin;

class AnonymousPlatformTest {

    private static final Deliverable NONE = new Deliverable("", "");
    private static final Application SEARCH = new Application(3, "search", "Search", 101, false, false);
    private static final Catalogue CATALOGUE = new Catalogue(
            Set.of("x86_64-pc-linux-gnu"),
            List.of(SEARCH, new Application(4, "other", "Other", 0, false, false)),
            List.of(new ApplicationVersion(1, SEARCH, 200, "x86_64-pc-linux-gnu", 0, 0, NONE)),
            PlanClasses.PREDEFINED);
    private static final HostView HOST =
            linux().platforms("anonymous").with(ProcessorType.NVIDIA).build();

    private final Map<HostAppVersion.Key, VersionHistory> histories = new HashMap<>();

    @Test
    void only_the_volunteers_own_programs_count_and_the_fastest_goes_first() {
        VersionChoice choice = choice(
                program("search", 101, ProcessorType.CPU, 0),
                program("search", 102, ProcessorType.NVIDIA, 5e12),
                program("search", 100, ProcessorType.ATI, 9e15));
        FittedVersion best = choice.best(job(3), fitted -> true).orElseThrow();
        assertThat(best.version().id()).isEqualTo(-3);
        assertThat(best.version().number()).isEqualTo(102);
        assertThat(best.history().key()).isEqualTo(new HostAppVersion.Key(9, 3_000_003));
        assertThat(best.usage().peakFlops()).isEqualTo(2e9 + 1e13);
        FittedVersion next = choice.best(job(3), fitted -> fitted.type() == ProcessorType.CPU)
                .orElseThrow();
        assertThat(next.version().id()).isEqualTo(-2);
        assertThat(next.usage().projectedFlops()).as("none is said").isEqualTo(2e9);
        assertThat(choice.best(job(3), fitted -> fitted.type() == ProcessorType.ATI))
                .as("too old for the application")
                .isEmpty();
        assertThat(choice.sentBefore(job(3), -3)).isPresent();
        assertThat(choice.sentBefore(job(3), 1)).isEmpty();
    }

    @Test
    void measured_speed_corrects_our_estimate_and_the_operations_that_the_client_is_told() {
        HostAppVersion.Key key = new HostAppVersion.Key(9, 3_000_002);
        histories.put(key, new VersionHistory(key, Average.NONE, new Average(11, 1 / 8e9), Average.NONE, 0, 0, 0));
        FittedVersion fitted = choice(program("search", 101, ProcessorType.CPU, 4e9))
                .best(job(3), any -> true)
                .orElseThrow();
        assertThat(fitted.usage().projectedFlops()).isCloseTo(8e9, within(10.0));
        assertThat(fitted.clientFlops()).isEqualTo(4e9);
        assertThat(fitted.estimateScale()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void applications_that_we_do_not_have_are_named_when_there_are_no_others() {
        assertThat(choice(program("foreign", 1, ProcessorType.CPU, 0), program("", 0, ProcessorType.CPU, 0))
                        .unknownApplications())
                .containsExactly("foreign");
        assertThat(choice(program("foreign", 1, ProcessorType.CPU, 0), program("search", 101, ProcessorType.CPU, 0))
                        .unknownApplications())
                .isEmpty();
        assertThat(choice().unknownApplications()).isEmpty();
    }

    @Test
    void an_application_without_a_program_of_the_volunteers_says_so() {
        VersionChoice choice = choice(program("search", 101, ProcessorType.CPU, 0));
        assertThat(choice.best(job(4), fitted -> true)).isEmpty();
        assertThat(choice.misfits(4)).singleElement().satisfies(misfit -> {
            assertThat(misfit.code()).isEqualTo(MisfitCode.NO_PROGRAM);
            assertThat(misfit.words()).isEqualTo("has no usable version in your app_info.xml file");
        });
    }

    @Test
    void a_client_that_runs_our_versions_has_no_own_ones() {
        Holdings holdings = new Holdings(List.of(program("search", 101, ProcessorType.CPU, 0)), List.of(), List.of());
        assertThat(AnonymousPlatform.of(linux().build(), holdings, CATALOGUE)).isEqualTo(AnonymousPlatform.NONE);
    }

    private VersionChoice choice(ClientVersion... programs) {
        Holdings holdings = new Holdings(List.of(programs), List.of(), List.of());
        return new VersionChoice(
                CATALOGUE,
                HOST,
                AnonymousPlatform.of(HOST, holdings, CATALOGUE),
                new VersionChoice.Policy(false, false, 0, new SplittableRandom(1)),
                new VersionChoice.Experience(9, histories));
    }

    private static ClientVersion program(String application, int number, ProcessorType type, double flops) {
        return new ClientVersion(
                application,
                number,
                "x86_64-pc-linux-gnu",
                "",
                new Usage(type, 1, type.isCoprocessor() ? 1 : 0, 0, 0, flops, ""));
    }

    private static Job job(long application) {
        return new Job(
                1,
                "j_0",
                1,
                "j",
                application,
                0,
                new Job.Needs(1e12, 1e14, 1e6, 1e6, 86_400),
                VersionPin.NONE,
                NONE,
                NONE);
    }
}
