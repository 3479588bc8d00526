package org.muster.scheduler.planclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.muster.scheduler.planclass.HostViewBuilder.coprocessor;
import static org.muster.scheduler.planclass.HostViewBuilder.linux;
import static org.muster.scheduler.planclass.HostViewBuilder.windows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.scheduler.request.Equipment;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;
import org.muster.scheduler.resource.Usage;

class PlanClassTest {

    private static final String NVIDIA = "<gpu_type>nvidia</gpu_type>";

    @Test
    void a_plan_class_without_conditions_is_a_plain_program() {
        assertThat(usage("", linux())).isEqualTo(Usage.sequential(2e9));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "<min_core_client_version>72005</min_core_client_version>,            -",
                "<min_core_client_version>72006</min_core_client_version>,            CLIENT_TOO_OLD",
                "<max_core_client_version>72005</max_core_client_version>,            -",
                "<max_core_client_version>72004</max_core_client_version>,            CLIENT_TOO_NEW",
                "<user_id>7</user_id>,                                                -",
                "<user_id>8</user_id>,                                                ACCOUNT",
                "<infeasible_random>0.5</infeasible_random>,                          -",
                "<infeasible_random>0.6</infeasible_random>,                          CHANCE",
                "<host_summary_regex>^.BOINC.7</host_summary_regex>,                  -",
                "<host_summary_regex>CUDA</host_summary_regex>,                       SUMMARY",
                "<cpu_feature>AVX2</cpu_feature>,                                     -",
                "<cpu_feature>avx2</cpu_feature><cpu_feature>avx512f</cpu_feature>,   PROCESSOR_FEATURE",
                "<cpu_feature>avx</cpu_feature>,                                      PROCESSOR_FEATURE",
                "<min_ncpus>8</min_ncpus>,                                            -",
                "<min_ncpus>8.5</min_ncpus>,                                          TOO_FEW_PROCESSORS",
                "<cpu_vendor_regex>Intel|AMD</cpu_vendor_regex>,                      -",
                "<cpu_vendor_regex>^AMD</cpu_vendor_regex>,                           PROCESSOR_MODEL",
                "<cpu_model_regex>Xeon.*Family 6 Model [[:digit:]]+</cpu_model_regex>, -",
                "<cpu_model_regex>Ryzen</cpu_model_regex>,                            PROCESSOR_MODEL",
                "<os_regex>Debian</os_regex>,                                         -",
                "<os_regex>Ubuntu</os_regex>,                                         OPERATING_SYSTEM",
                "<min_os_version>60100</min_os_version>,                              -",
                "<min_os_version>60101</min_os_version>,                              OPERATING_SYSTEM",
                "<max_os_version>60099</max_os_version>,                              OPERATING_SYSTEM",
                "<min_android_version>40300</min_android_version>,                    OPERATING_SYSTEM",
                "<min_libc_version>236</min_libc_version>,                            -",
                "<min_libc_version>237</min_libc_version>,                            C_LIBRARY",
                "<virtualbox/>,                                                       VIRTUAL_BOX",
                "<virtualbox>0</virtualbox>,                                          -",
                "<docker/>,                                                           DOCKER",
                "<wsl/>,                                                              SUBSYSTEM",
                "<gpu_type>nvidia</gpu_type>,                                         NO_COPROCESSOR",
                "<gpu_type>npu</gpu_type>,                                            NO_COPROCESSOR",
                "<opencl/>,                                                           OPENCL",
            })
    void a_computer_without_coprocessors_is_looked_at(String elements, MisfitCode expected) {
        assertThat(code(elements, linux())).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} for {1} or {2}: {3}")
    @CsvSource({
        "Microsoft Windows 7, 'Enterprise Server Edition, Service Pack 1, (06.01.7601.00)', 601760100, true",
        "Microsoft Windows 7, 'Enterprise Server Edition, Service Pack 1, (06.01.7601.00)', 601760101, false",
        "Darwin,              20.6.0,                                                      200600,    true",
        "Darwin,              20.6.0,                                                      200601,    false",
        "Linux,               4.9.0-8-amd64,                                               40900,     true",
        "Linux Ubuntu,        'Ubuntu 18.04.1 LTS [4.15.0-36-generic|libc 2.27]',          41500,     true",
        "Linux Ubuntu,        'Ubuntu 18.04.1 LTS [4.15.0-36-generic|libc 2.27]',          180000,    false",
        "Linux,               unknown,                                                     1,         false",
        "BeOS,                5.0.3,                                                       1,         false",
    })
    void releases_of_systems_are_compared_as_numbers(String name, String version, long least, boolean suits) {
        assertThat(code("<min_os_version>" + least + "</min_os_version>", linux().system(name, version))
                        .isEmpty())
                .isEqualTo(suits);
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        "3.0.31-g6fb96c9 (Android 4.3.1), 40301, true",
        "3.0.31-g6fb96c9 (Android 4.3.1), 40302, false",
        "3.0.31 (Android 4.3),            40300, true",
        "3.0.31 (Android 9),              90000, true",
        "3.0.31,                          10000, false",
    })
    void releases_of_android_are_found_in_their_bracket(String version, int least, boolean suits) {
        HostViewBuilder phone = linux().system("Android", version);
        assertThat(code("<min_android_version>" + least + "</min_android_version>", phone)
                        .isEmpty())
                .isEqualTo(suits);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "'',                                                                  -",
                "<cuda/><min_cuda_version>12020</min_cuda_version>,                   -",
                "<cuda/><min_cuda_version>12021</min_cuda_version>,                   CUDA",
                "<cuda/><max_cuda_version>12019</max_cuda_version>,                   CUDA",
                "<min_cuda_version>12021</min_cuda_version>,                          -",
                "<min_nvidia_compcap>806</min_nvidia_compcap>,                        -",
                "<min_nvidia_compcap>807</min_nvidia_compcap>,                        COPROCESSOR_MODEL",
                "<max_nvidia_compcap>800</max_nvidia_compcap>,                        COPROCESSOR_MODEL",
                "<min_driver_version>53513</min_driver_version>,                      -",
                "<min_driver_version>53514</min_driver_version>,                      COPROCESSOR_DRIVER",
                "<max_driver_version>53512</max_driver_version>,                      COPROCESSOR_DRIVER",
                "<min_gpu_ram_mb>8192</min_gpu_ram_mb>,                               -",
                "<min_gpu_ram_mb>8193</min_gpu_ram_mb>,                               COPROCESSOR_MEMORY",
                "<min_gpu_peak_flops>1e13</min_gpu_peak_flops>,                       -",
                "<min_gpu_peak_flops>1.1e13</min_gpu_peak_flops>,                     COPROCESSOR_SPEED",
                "<max_gpu_peak_flops>9e12</max_gpu_peak_flops>,                       COPROCESSOR_SPEED",
                "<opencl/><min_opencl_version>300</min_opencl_version>,               -",
                "<opencl/><min_opencl_version>301</min_opencl_version>,               OPENCL",
                "<opencl/><max_opencl_version>200</max_opencl_version>,               OPENCL",
                "<opencl/><min_opencl_driver_revision>112421</min_opencl_driver_revision>, OPENCL",
                "<opencl/><double_precision_fp/>,                                     -",
            })
    void a_computer_with_an_nvidia_processor_is_looked_at(String elements, MisfitCode expected) {
        assertThat(code(NVIDIA + elements, linux().with(ProcessorType.NVIDIA)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "ATI,       <gpu_type>amd</gpu_type><need_ati_libs/>,                            -",
                "ATI,       <gpu_type>ati</gpu_type><need_amd_libs/>,                            COPROCESSOR_DRIVER",
                "ATI,       <gpu_type>ati</gpu_type><without_opencl/>,                           COPROCESSOR_MODEL",
                "ATI,       <gpu_type>ati</gpu_type><min_cal_target>18</min_cal_target>,         COPROCESSOR_MODEL",
                "ATI,       <gpu_type>ati</gpu_type><max_cal_target>17</max_cal_target>,         -",
                "ATI,       <gpu_type>nvidia</gpu_type>,                                         NO_COPROCESSOR",
                "INTEL_GPU, <gpu_type>intel_gpu</gpu_type><opencl/>,                             -",
                "INTEL_GPU, <gpu_type>intel</gpu_type>,                                          -",
                "APPLE_GPU, <gpu_type>apple</gpu_type><min_metal_support>301</min_metal_support>, -",
                "APPLE_GPU, <gpu_type>apple_gpu</gpu_type><min_metal_support>302</min_metal_support>, COPROCESSOR_MODEL",
                "INTEL_GPU, <gpu_type_regex>intel</gpu_type_regex>,                              -",
                "INTEL_GPU, <gpu_type_regex>NVIDIA|ATI</gpu_type_regex>,                         NO_COPROCESSOR",
            })
    void computers_with_other_coprocessors_are_looked_at(ProcessorType type, String elements, MisfitCode expected) {
        assertThat(code(elements, linux().with(type))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void what_a_driver_does_not_say_counts_in_its_favour() {
        Coprocessor silent = new Coprocessor(
                ProcessorType.NVIDIA,
                1,
                "",
                1e9,
                1e9,
                1e12,
                "",
                new Coprocessor.Interfaces(
                        false, false, 0, 0, 0, 0, false, false, 0, new Coprocessor.OpenCl(true, 0, 0, 0, false)));
        assertThat(code(
                        NVIDIA + "<opencl/><min_driver_version>50000</min_driver_version>"
                                + "<min_opencl_version>300</min_opencl_version>",
                        linux().with(silent)))
                .isEmpty();
        assertThat(code(NVIDIA + "<opencl/><double_precision_fp/>", linux().with(silent)))
                .contains(MisfitCode.OPENCL);
    }

    @ParameterizedTest(name = "VirtualBox {0}, support switched off {1}, {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "7.0.14,   false, '',                                                  -",
                "7.0.14,   false, <min_vbox_version>70015</min_vbox_version>,          VIRTUAL_BOX",
                "7.0.14,   false, <max_vbox_version>60000</max_vbox_version>,          VIRTUAL_BOX",
                "7.0.14,   false, <exclude_vbox_version>70014</exclude_vbox_version>,  VIRTUAL_BOX",
                "7.0.14,   false, <exclude_vbox_version>70013</exclude_vbox_version>,  -",
                "7.0.14,   true,  <vm_accel_required/>,                                VIRTUAL_MACHINE_SUPPORT",
                "7.0.14,   false, <vm_accel_required/>,                                -",
                "unusable, false, '',                                                  VIRTUAL_BOX",
                "7.0,      false, '',                                                  VIRTUAL_BOX",
            })
    void virtualbox_is_looked_at(String release, boolean disabled, String elements, MisfitCode expected) {
        assertThat(code("<virtualbox/><is64bit/>" + elements, linux().virtualBox(release, disabled)))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void a_virtual_machine_is_made_for_the_word_length_of_the_system() {
        HostViewBuilder host = linux().virtualBox("7.0.14", false);
        assertThat(code("<virtualbox/>", host)).contains(MisfitCode.WORD_LENGTH);
        assertThat(code("<virtualbox/>", host.platforms("i686-pc-linux-gnu"))).isEmpty();
        assertThat(code("<virtualbox/>", host.client(61_200))).contains(MisfitCode.CLIENT_TOO_OLD);
    }

    @Test
    void containers_need_docker_where_it_can_be_used() {
        Equipment.Distribution own = new Equipment.Distribution(
                "boinc-buda-runner", true, 236, "24.0", 6, List.of(new Equipment.Graphics("nvidia", true, false)));
        Equipment.VirtualMachines windows = machines("", false, own);
        String docker = "<docker/>";
        assertThat(code(docker, linux().virtual(machines("24.0", false)))).isEmpty();
        assertThat(code(docker, linux().virtual(machines("24.0", true)))).contains(MisfitCode.DOCKER);
        assertThat(code(docker, windows().virtual(machines("24.0", false)))).contains(MisfitCode.SUBSYSTEM);
        assertThat(code(docker, windows().virtual(windows))).isEmpty();
        String release = "<min_boinc_wsl_distro_version>%d</min_boinc_wsl_distro_version>";
        assertThat(code(docker + release.formatted(6), windows().virtual(windows)))
                .isEmpty();
        assertThat(code(docker + release.formatted(7), windows().virtual(windows)))
                .contains(MisfitCode.SUBSYSTEM);
        assertThat(code(
                        "<wsl/><min_libc_version>236</min_libc_version>",
                        windows().virtual(windows)))
                .isEmpty();
        assertThat(code(
                        "<wsl/><min_libc_version>237</min_libc_version>",
                        windows().virtual(windows)))
                .contains(MisfitCode.SUBSYSTEM);
        HostViewBuilder graphics = windows().virtual(windows).with(ProcessorType.NVIDIA);
        assertThat(code(docker + NVIDIA + "<cuda/>", graphics)).isEmpty();
        assertThat(code(docker + NVIDIA + "<opencl/>", graphics)).contains(MisfitCode.SUBSYSTEM);
        HostViewBuilder mac = linux().system("Darwin", "22.1.0").virtual(machines("24.0", false));
        assertThat(code(docker, mac.client(80_205))).contains(MisfitCode.CLIENT_TOO_OLD);
        assertThat(code(docker, mac.client(80_206))).isEmpty();
    }

    @ParameterizedTest(name = "{0}, by default {1}: {2}")
    @CsvSource({
        "<project_specific><big>yes</big></project_specific>, 0, true",
        "<project_specific><big>no</big></project_specific>,  1, false",
        "<other>yes</other>,                                  0, false",
        "<other>yes</other>,                                  1, true",
        "'',                                                  1, true",
        "<big>,                                               1, true",
    })
    void the_volunteers_choice_for_the_project_counts(String preferences, int byDefault, boolean suits) {
        String elements = "<project_prefs_tag>big</project_prefs_tag><project_prefs_regex>^yes$</project_prefs_regex>"
                + "<project_prefs_default_true>" + byDefault + "</project_prefs_default_true>";
        assertThat(code(elements, linux().preferences(preferences)).isEmpty()).isEqualTo(suits);
    }

    @Test
    void opencl_on_the_processors_may_come_from_any_library() {
        Coprocessor.OpenCl old = new Coprocessor.OpenCl(true, 101, 0, 0, false);
        Coprocessor.OpenCl newer = new Coprocessor.OpenCl(true, 201, 0, 0, false);
        String elements = "<opencl/><min_opencl_version>200</min_opencl_version>";
        assertThat(code(elements, linux().processorOpenCl(old, newer))).isEmpty();
        assertThat(code(elements, linux().processorOpenCl(old))).contains(MisfitCode.OPENCL);
    }

    @ParameterizedTest(name = "{0}: {1} processors, {2} flops, \"{3}\"")
    @CsvSource({
        "<max_threads>4</max_threads>,                                              4, 8e9,    ''",
        "<max_threads>64</max_threads><nthreads_cmdline/>,                          8, 1.6e10, --nthreads 8",
        "<max_threads>64</max_threads><projected_flops_scale>.5</projected_flops_scale>, 8, 8e9, ''",
        "<avg_ncpus>3</avg_ncpus><nthreads_cmdline>1</nthreads_cmdline>,            3, 6e9,    --nthreads 3",
        "<avg_ncpus>.01</avg_ncpus><speedup>101</speedup>,                          0.01, 2.02e9, ''",
    })
    void threads_of_processor_versions(String elements, double processors, double projected, String commandLine) {
        Usage usage = usage(elements, linux());
        assertThat(usage.processors()).isEqualTo(processors);
        assertThat(usage.projectedFlops()).isCloseTo(projected, within(1.0));
        assertThat(usage.peakFlops()).isEqualTo(processors * 2e9);
        assertThat(usage.commandLine()).isEqualTo(commandLine);
        assertThat(usage.instances()).isEqualTo(processors);
    }

    @ParameterizedTest(name = "{0} MB of memory: {1} threads")
    @CsvSource({"16000, 8", "4100, 4", "2100, 2", "1100, 1"})
    void memory_limits_the_threads_and_is_told_to_the_program(double megabytes, int threads) {
        Usage usage = usage(
                "<max_threads>16</max_threads><nthreads_cmdline/><mem_usage_base_mb>100</mem_usage_base_mb>"
                        + "<mem_usage_per_cpu_mb>1000</mem_usage_per_cpu_mb>",
                linux().memory(megabytes * (1 << 20)));
        assertThat(usage.processors()).isEqualTo(threads);
        assertThat(usage.memory()).isEqualTo((100 + 1000 * threads) * (double) (1 << 20));
        assertThat(usage.commandLine())
                .isEqualTo("--memory_size_mb " + (100 + 1000 * threads) + " --nthreads " + threads);
    }

    @Test
    void too_little_memory_for_one_thread_is_a_misfit() {
        Fit fit = fit(
                "<max_threads>16</max_threads><mem_usage_per_cpu_mb>1000</mem_usage_per_cpu_mb>",
                linux().memory(500 * (1 << 20)));
        assertThat(fit).isEqualTo(new Fit.Misfit(MisfitCode.MEMORY, "needs 1000 MB RAM, and 500 MB may be used"));
    }

    @Test
    void a_virtual_machine_has_one_processor_where_support_is_missing() {
        String elements = "<virtualbox/><is64bit/><max_threads>4</max_threads>";
        assertThat(usage(elements, linux().virtualBox("7.0.14", false)).processors())
                .isEqualTo(4);
        assertThat(usage(elements, linux().virtualBox("7.0.14", true)).processors())
                .isEqualTo(1);
    }

    @Test
    void a_coprocessor_version_is_as_fast_as_both_devices_in_turns() {
        Usage usage = usage(
                NVIDIA + "<gpu_peak_flops_scale>.2</gpu_peak_flops_scale><cpu_frac>.01</cpu_frac>"
                        + "<min_gpu_ram_mb>384</min_gpu_ram_mb>",
                linux().with(coprocessor(ProcessorType.NVIDIA, 2)));
        double mixed = 0.01 * 2e12 + 0.99 * 2e9;
        assertThat(usage.type()).isEqualTo(ProcessorType.NVIDIA);
        assertThat(usage.coprocessors()).isEqualTo(1);
        assertThat(usage.coprocessorMemory()).isEqualTo(384.0 * (1 << 20));
        assertThat(usage.projectedFlops()).isCloseTo(2e9 * 2e12 / mixed, within(1e3));
        assertThat(usage.processors()).isCloseTo(0.01 * 2e12 / mixed, within(1e-9));
        assertThat(usage.peakFlops()).isCloseTo(2e12 + usage.processors() * 2e9, within(1e3));
    }

    @ParameterizedTest(name = "{0}, preferences {1}: {2} coprocessors")
    @CsvSource({
        "<ngpus>.5</ngpus>,                                                   '',              0.5",
        "<ngpus>2</ngpus>,                                                    '',              2",
        "<ngpus>-1</ngpus><gpu_ram_used_mb>3000</gpu_ram_used_mb>,            '',              0.5",
        "<gpu_utilization_tag>share</gpu_utilization_tag>,                    <share>.25</share>, 0.25",
        "<gpu_utilization_tag>share</gpu_utilization_tag><ngpus>2</ngpus>,    <share>.25</share>, 0.5",
        "<gpu_utilization_tag>share</gpu_utilization_tag>,                    <share>x</share>, 1",
        "<gpu_utilization_tag>share</gpu_utilization_tag>,                    <share>-3</share>, 1",
    })
    void shares_of_a_coprocessor(String elements, String preferences, double expected) {
        assertThat(usage(NVIDIA + elements, linux().with(ProcessorType.NVIDIA).preferences(preferences))
                        .coprocessors())
                .isEqualTo(expected);
    }

    @Test
    void a_class_may_be_for_some_workunits_only() throws PlanClassException {
        PlanClass planClass = planClass("<min_wu_id>10</min_wu_id><max_wu_id>20</max_wu_id><min_batch>3</min_batch>");
        assertThat(planClass.workunits().contains(10, 3)).isTrue();
        assertThat(planClass.workunits().contains(9, 3)).isFalse();
        assertThat(planClass.workunits().contains(21, 3)).isFalse();
        assertThat(planClass.workunits().contains(15, 2)).isFalse();
    }

    private static Equipment.VirtualMachines machines(
            String docker, boolean refused, Equipment.Distribution... distributions) {
        return new Equipment.VirtualMachines("", false, docker, refused, false, List.of(distributions));
    }

    private static Optional<MisfitCode> code(String elements, HostViewBuilder host) {
        return switch (fit(elements, host)) {
            case Fit.Fits ignored -> Optional.empty();
            case Fit.Misfit misfit -> Optional.of(misfit.code());
        };
    }

    private static Usage usage(String elements, HostViewBuilder host) {
        return ((Fit.Fits) fit(elements, host)).usage();
    }

    private static Fit fit(String elements, HostViewBuilder host) {
        try {
            return planClass(elements).fit(host.build());
        } catch (PlanClassException e) {
            throw new AssertionError(e);
        }
    }

    private static PlanClass planClass(String elements) throws PlanClassException {
        return PlanClasses.parse("<plan_classes><plan_class><name>x</name>" + elements + "</plan_class></plan_classes>")
                .named("x")
                .orElseThrow();
    }
}
