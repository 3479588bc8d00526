package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.credit.Average;
import org.muster.scheduler.planclass.HostViewBuilder;
import org.muster.scheduler.request.ClientFacts;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.ProcessorType;

class CatalogueTest {

    private static final Application APPLICATION = new Application(1, "a", "A", 0, false, false);

    @ParameterizedTest
    @CsvSource({"abacus mac, true", "abacus, false", "'', false", "anonymous, true", "abacus anonymous, false"})
    void a_client_is_known_by_any_of_its_platforms_or_brings_its_own_programs(String platforms, boolean known) {
        assertThat(catalogue().knows(client(platforms))).isEqualTo(known);
    }

    @ParameterizedTest(name = "coprocessors {0}, versions for {1}: {2} lacks versions")
    @CsvSource({
        "'',           '',                       ''",
        "NVIDIA,       mt,                       NVIDIA",
        "NVIDIA ATI,   cuda_fermi,               CPU ATI",
        "NVIDIA,       cuda_fermi mt,            ''",
        "NVIDIA,       ati14,                    ''",
        "INTEL_GPU,    mt my_intel_gpu_class,    ''",
        "INTEL_GPU,    mt vbox64,                INTEL_GPU",
    })
    void clients_hear_for_which_of_their_processors_there_is_nothing_but_never_for_all(
            String coprocessors, String planClasses, String expected) {
        Catalogue catalogue = catalogue(split(planClasses).toArray(String[]::new));
        Equipment equipment = new Equipment(
                split(coprocessors).stream()
                        .map(name -> HostViewBuilder.coprocessor(ProcessorType.valueOf(name), 1))
                        .toList(),
                Set.of(),
                List.of(),
                Equipment.VirtualMachines.NONE);
        List<ProcessorType> lacking =
                split(expected).stream().map(ProcessorType::valueOf).toList();
        assertThat(catalogue.lacking(client("mac"), equipment)).containsExactlyElementsOf(lacking);
        assertThat(catalogue.lacking(client("anonymous"), equipment)).isEmpty();
    }

    @Test
    void plan_classes_that_the_project_has_not_are_named() {
        assertThat(catalogue("mt", "quantum", "").unknownPlanClasses()).containsExactly("quantum");
    }

    private static List<String> split(String names) {
        return Arrays.stream(names.split(" ")).filter(name -> !name.isEmpty()).toList();
    }

    private static ClientFacts client(String platforms) {
        return new ClientFacts(72_005, false, List.of(platforms.split(" ")), "");
    }

    private static Catalogue catalogue(String... planClasses) {
        long[] id = {0};
        return new Catalogue(
                Set.of("linux", "mac"),
                Arrays.stream(planClasses)
                        .map(name -> new ApplicationVersion(
                                ++id[0],
                                APPLICATION,
                                100,
                                "linux",
                                0,
                                0,
                                new Deliverable("", ""),
                                new ApplicationVersion.Variant(name, false, false, Average.NONE)))
                        .toList());
    }
}
