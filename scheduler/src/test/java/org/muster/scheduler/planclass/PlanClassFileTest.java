package org.muster.scheduler.planclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.scheduler.planclass.HostViewBuilder.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.resource.ProcessorType;

class PlanClassFileTest {

    @TempDir
    Path directory;

    @Test
    void a_project_s_file_is_read_whole() throws Exception {
        PlanClasses classes = example();
        assertThat(classes.named("mt").orElseThrow().fit(linux().build())).isInstanceOf(Fit.Fits.class);
        assertThat(classes.type("cuda_recent")).isEqualTo(ProcessorType.NVIDIA);
        assertThat(classes.type("graphics"))
                .as("by its gpu_type, not by its name")
                .isEqualTo(ProcessorType.ATI);
        assertThat(classes.type("docker_cpu")).isEqualTo(ProcessorType.CPU);
        assertThat(classes.named("sse3"))
                .as("predefined ones do not count beside a file")
                .isEmpty();
        assertThat(classes.type("opencl_intel_gpu_101")).as("by its name").isEqualTo(ProcessorType.INTEL_GPU);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "<min_cuda_version>new</min_cuda_version>,     'line 5: <min_cuda_version>: \"new\" is not a number'",
        "<min_cuda_verson>1</min_cuda_verson>,         'line 5: there is no element <min_cuda_verson> in a plan class'",
        "<min_opencl_version> 1 <min_opencl_version>,  'line 5: <min_opencl_version> is empty, or is not closed'",
        "<gpu_type></gpu_type>,                        'line 5: <gpu_type> is empty, or is not closed'",
        "<cuda>yes</cuda>,                             'line 5: <cuda> must be 1, 0 or <cuda/>'",
        "<os_regex>(</os_regex>,                       'line 5: <os_regex>: \"(\" is no regular expression: Unclosed group'",
        "<name>twice</name>,                           'line 5: <name> is there twice'",
        "</plan_class><plan_class>,                    'line 5: the plan class has no <name>'",
        "</plan_class><plan_class><name>x</name>,      'line 5: the plan class x is there twice'",
        "</plan_class><app/><plan_class>,              'line 5: <app> stands where <plan_class> should'",
    })
    void a_broken_file_is_refused_with_line_and_element(String line, String message) {
        String document = """
                <plan_classes>
                <!-- two lines
                  -->
                <plan_class><name>x</name>
                %s
                </plan_class>
                </plan_classes>
                """.formatted(line);
        assertThatThrownBy(() -> PlanClasses.parse(document))
                .isInstanceOf(PlanClassException.class)
                .hasMessage(message);
    }

    @Test
    void a_file_that_ends_early_or_is_none_is_refused() {
        assertThatThrownBy(() -> PlanClasses.parse("<plan_classes>\n<plan_class>\n<name>x</name>\n"))
                .isInstanceOf(PlanClassException.class)
                .hasMessageContaining("the document ends inside <plan_class");
        assertThatThrownBy(() -> PlanClasses.parse("")).hasMessage("line 1: there is no <plan_classes>");
        assertThatThrownBy(() -> PlanClasses.parse("<html></html>"))
                .hasMessage("line 1: <html> stands where <plan_classes> should");
    }

    @Test
    void a_changed_file_is_read_again_and_a_broken_one_leaves_the_last_good_one_in_force() throws IOException {
        Path path = directory.resolve(PlanClassFile.NAME);
        PlanClassFile file = new PlanClassFile(path);
        assertThat(file.current()).as("no file").isSameAs(PlanClasses.PREDEFINED);

        Files.writeString(path, "<plan_classes><plan_class><name>a</name></plan_class></plan_classes>");
        PlanClasses first = file.current();
        assertThat(first.named("a")).isPresent();
        assertThat(file.current()).as("unchanged").isSameAs(first);

        Files.writeString(path, "<plan_classes><plan_class><name>b</name><oops/></plan_class></plan_classes>");
        assertThat(file.current()).as("broken").isSameAs(first);

        Files.writeString(path, "<plan_classes><plan_class><name>bbb</name></plan_class></plan_classes>");
        assertThat(file.current().named("bbb")).isPresent();

        Files.delete(path);
        assertThat(file.current()).isSameAs(PlanClasses.PREDEFINED);
    }

    @Test
    void a_file_that_was_never_good_gives_no_plan_classes() throws IOException {
        Path path = directory.resolve(PlanClassFile.NAME);
        Files.writeString(path, "<plan_classes>");
        assertThat(new PlanClassFile(path).current().named("mt")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "mt,                     CPU,       true",
        "sse3,                   CPU,       true",
        "nci,                    CPU,       true",
        "cuda_fermi,             NVIDIA,    true",
        "cuda,                   NVIDIA,    false",
        "ati14,                  ATI,       true",
        "ati13amd,               ATI,       false",
        "opencl_nvidia_101,      NVIDIA,    true",
        "opencl_nvidia_310,      NVIDIA,    false",
        "opencl_ati_100,         ATI,       true",
        "opencl_intel_gpu_102,   INTEL_GPU, true",
        "opencl_apple_gpu,       APPLE_GPU, true",
        "vbox64,                 CPU,       true",
        "vbox64_mt,              CPU,       true",
        "vbox32,                 CPU,       false",
        "docker,                 CPU,       false",
    })
    void boincs_own_classes_are_there_without_a_file(String name, ProcessorType type, boolean suits) {
        HostViewBuilder host = linux().virtualBox("6.1.0", false);
        ProcessorType.COPROCESSORS.forEach(host::with);
        PlanClass planClass = PlanClasses.PREDEFINED.named(name).orElseThrow();
        assertThat(planClass.type()).isEqualTo(type);
        assertThat(planClass.fit(host.build()) instanceof Fit.Fits).isEqualTo(suits);
    }

    @Test
    void an_unknown_name_is_no_plan_class() {
        assertThat(PlanClasses.PREDEFINED.named("quantum")).isEmpty();
        assertThat(PlanClasses.PREDEFINED.named("opencl_abacus_101")).isEmpty();
        assertThat(PlanClasses.PREDEFINED.type("my_cuda")).isEqualTo(ProcessorType.NVIDIA);
    }

    private static PlanClasses example() throws IOException, PlanClassException {
        try (InputStream file = PlanClassFileTest.class.getResourceAsStream("/planclass/plan_class_spec.xml")) {
            return PlanClasses.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
