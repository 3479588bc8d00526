package org.muster.scheduler.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.scheduler.resource.Coprocessor;
import org.muster.scheduler.resource.ProcessorType;

class EquipmentTest {

    static final String NVIDIA = """
            <coproc_cuda>
               <count>2</count>
               <name>NVIDIA GeForce RTX 3060</name>
               <available_ram>11000000000.000000</available_ram>
               <have_cuda>1</have_cuda>
               <have_opencl>1</have_opencl>
               <req_secs>8640.000000</req_secs>
               <req_instances>1.000000</req_instances>
               <estimated_delay>30.000000</estimated_delay>
               <peak_flops>12738240000000.000000</peak_flops>
               <cudaVersion>12020</cudaVersion>
               <drvVersion>53513</drvVersion>
               <totalGlobalMem>12622168064.000000</totalGlobalMem>
               <maxThreadsDim>1024 1024 64</maxThreadsDim>
               <major>8</major>
               <minor>6</minor>
               <coproc_opencl>
                  <name>NVIDIA GeForce RTX 3060</name>
                  <double_fp_config>63</double_fp_config>
                  <global_mem_size>12622168064</global_mem_size>
                  <opencl_device_version>OpenCL 3.0 CUDA</opencl_device_version>
                  <opencl_driver_version>535.13</opencl_driver_version>
               </coproc_opencl>
            </coproc_cuda>
            """;

    static final String ATI = """
            <coproc_ati>
               <count>1</count>
               <name>AMD Radeon RX 580</name>
               <available_ram>0</available_ram>
               <have_cal>1</have_cal>
               <have_opencl>1</have_opencl>
               <req_secs>0</req_secs>
               <peak_flops>6175000000000</peak_flops>
               <CALVersion>1.4.1848</CALVersion>
               <target>17</target>
               <localRAM>8192</localRAM>
               <atirt_detected/>
               <coproc_opencl>
                  <opencl_device_version>OpenCL 1.2 AMD-APP (1124.2)</opencl_device_version>
                  <global_mem_size>8589934592</global_mem_size>
               </coproc_opencl>
            </coproc_ati>
            """;

    @Test
    void an_nvidia_processor_is_read_with_what_is_asked_for_it() {
        SchedulerRequest request = parse("<coprocs>" + NVIDIA + "</coprocs><cpu_req_secs>5</cpu_req_secs>");

        Coprocessor found =
                request.equipment().coprocessor(ProcessorType.NVIDIA).orElseThrow();
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.model()).isEqualTo("NVIDIA GeForce RTX 3060");
        assertThat(found.memory()).isEqualTo(12_622_168_064.0);
        assertThat(found.availableMemory()).isEqualTo(11e9);
        assertThat(found.peakFlops()).isEqualTo(12_738_240_000_000.0);
        assertThat(found.interfaces())
                .isEqualTo(new Coprocessor.Interfaces(
                        true,
                        false,
                        53_513,
                        12_020,
                        806,
                        0,
                        false,
                        false,
                        0,
                        new Coprocessor.OpenCl(true, 300, 0, 12_622_168_064.0, true)));
        assertThat(request.work().demand(ProcessorType.NVIDIA)).isEqualTo(new Demand(8640, 1, 30));
        assertThat(request.work().demand(ProcessorType.CPU)).isEqualTo(new Demand(5, 0, 0));
        assertThat(request.host().devices().count()).isEqualTo(2);
        assertThat(request.host().devices().flops()).isCloseTo(2.547648e13, within(1e8));
    }

    @Test
    void an_amd_processor_is_read_with_its_libraries_and_releases() {
        Coprocessor found = parse("<coprocs>" + ATI + "</coprocs>")
                .equipment()
                .coprocessor(ProcessorType.ATI)
                .orElseThrow();

        assertThat(found.memory()).isEqualTo(8192 * 1024 * 1024.0);
        assertThat(found.availableMemory()).as("unknown, so all of it").isEqualTo(found.memory());
        assertThat(found.driver()).isEqualTo("1.4.1848");
        assertThat(found.interfaces().driverVersion()).isEqualTo(10_041_848);
        assertThat(found.interfaces().calTarget()).isEqualTo(17);
        assertThat(found.interfaces().atiLibraries()).isTrue();
        assertThat(found.interfaces().amdLibraries()).isFalse();
        assertThat(found.interfaces().openCl())
                .isEqualTo(new Coprocessor.OpenCl(true, 102, 112_420, 8_589_934_592.0, false));
    }

    @Test
    void processors_of_all_makers_are_counted_and_others_passed_over() {
        SchedulerRequest request = parse("<coprocs>" + NVIDIA + ATI + """
                <coproc_intel_gpu><count>1</count><name>UHD 630</name><req_secs>7</req_secs></coproc_intel_gpu>
                <coproc_apple_gpu><count>1</count><model>M2</model><metal_support>301</metal_support></coproc_apple_gpu>
                <coproc><type>miner_asic</type><count>1</count><req_secs>3600</req_secs></coproc>
                <coproc_cuda><count>7</count></coproc_cuda>
                </coprocs>""");

        assertThat(request.equipment().coprocessors())
                .extracting(Coprocessor::type, Coprocessor::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ProcessorType.NVIDIA, 2),
                        org.assertj.core.groups.Tuple.tuple(ProcessorType.ATI, 1),
                        org.assertj.core.groups.Tuple.tuple(ProcessorType.INTEL_GPU, 1),
                        org.assertj.core.groups.Tuple.tuple(ProcessorType.APPLE_GPU, 1));
        assertThat(request.equipment().coprocessorCount()).isEqualTo(5);
        assertThat(request.work().demand(ProcessorType.INTEL_GPU).seconds()).isEqualTo(7);
        assertThat(request.equipment()
                        .coprocessor(ProcessorType.APPLE_GPU)
                        .orElseThrow()
                        .interfaces()
                        .metal())
                .isEqualTo(301);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<count>-3</count>",
                "<count>0</count><peak_flops>1e12</peak_flops>",
                "",
                "<count>nonsense</count>",
            })
    void a_processor_that_is_not_there_is_none(String elements) {
        SchedulerRequest request = parse("<coprocs><coproc_cuda>" + elements + "</coproc_cuda></coprocs>");
        assertThat(request.equipment().coprocessors()).isEmpty();
        assertThat(request.work().demands()).containsOnlyKeys(ProcessorType.CPU);
    }

    @ParameterizedTest
    @CsvSource({
        "<peak_flops>1e30</peak_flops>,        1e11",
        "<peak_flops>-1</peak_flops>,          1e11",
        "<peak_flops>nan</peak_flops>,         1e11",
        "<peak_flops>2e13</peak_flops>,        2e13",
    })
    void impossible_speeds_are_replaced(String element, double expected) {
        Coprocessor found = parse("<coprocs><coproc_cuda><count>99999999999</count>" + element
                        + "<req_secs>1e300</req_secs><estimated_delay>-5</estimated_delay></coproc_cuda></coprocs>")
                .equipment()
                .coprocessors()
                .getFirst();
        assertThat(found.peakFlops()).isEqualTo(expected);
        assertThat(found.count()).isEqualTo(64);
    }

    @Test
    void a_request_for_endless_work_is_cut() {
        assertThat(parse("<coprocs><coproc_ati><count>1</count><req_secs>1e300</req_secs><req_instances>1e300"
                                + "</req_instances><estimated_delay>1e300</estimated_delay></coproc_ati></coprocs>")
                        .work()
                        .demand(ProcessorType.ATI))
                .isEqualTo(new Demand(28 * 86_400, 10_000, 36_500 * 86_400.0));
    }

    @Test
    void virtual_machines_and_containers_are_read() {
        Equipment equipment = parse("""
                <dont_use_wsl/>
                <host_info>
                  <p_features>FPU sse3 pni  vmx</p_features>
                  <p_model>Xeon [Family 6 Model 1 fpu tsc]</p_model>
                  <p_vm_extensions_disabled>1</p_vm_extensions_disabled>
                  <virtualbox_version>7.0.14</virtualbox_version>
                  <docker_version>24.0.5</docker_version>
                  <opencl_cpu_prop><platform_vendor>Intel</platform_vendor><opencl_cpu_info>
                    <opencl_device_version>OpenCL 2.1 (Build 0)</opencl_device_version></opencl_cpu_info></opencl_cpu_prop>
                  <wsl><distro><distro_name>Ubuntu</distro_name><libc_version>2.35</libc_version><disallowed/></distro>
                    <distro><distro_name>boinc-buda-runner</distro_name><distro_version>6</distro_version>
                      <docker_version>5.0</docker_version>
                      <wsl_gpu><name>NVIDIA</name><has_cuda>1</has_cuda></wsl_gpu></distro></wsl>
                </host_info>
                """).equipment();

        assertThat(equipment.features()).contains("fpu", "sse3", "pni", "vmx", "tsc");
        assertThat(equipment.acceleratesVirtualMachines()).isTrue();
        assertThat(equipment.virtual())
                .isEqualTo(new Equipment.VirtualMachines(
                        "7.0.14",
                        true,
                        "24.0.5",
                        false,
                        true,
                        List.of(
                                new Equipment.Distribution("Ubuntu", false, 235, "", 0, List.of()),
                                new Equipment.Distribution(
                                        "boinc-buda-runner",
                                        true,
                                        0,
                                        "5.0",
                                        6,
                                        List.of(new Equipment.Graphics("nvidia", true, false))))));
        assertThat(equipment.processorOpenCl())
                .extracting(Coprocessor.OpenCl::deviceVersion)
                .containsExactly(201);
    }

    @Test
    void the_equipment_is_kept_as_json_as_boincs_pages_read_it() {
        String json = parse("""
                <core_client_major_version>8</core_client_major_version>
                <core_client_minor_version>2</core_client_minor_version>
                <core_client_release>4</core_client_release>
                <host_info><os_name>Linux "Debian"</os_name><docker_version>24 "x"</docker_version></host_info>
                <coprocs>""" + NVIDIA + "</coprocs>").host().devices().description();
        assertThat(json.replaceAll("\\s+", "")).isEqualTo("""
                {"client_version":"8.2.4","gpus":[{"type":"nvidia","model":"NVIDIAGeForceRTX3060","count":2,
                "ram_mb":12037,"driver_version":"53513","opencl_version":"300"}],"docker":{"version":"24\\"x\\""}}
                """.replaceAll("\\s+", ""));
    }

    private static SchedulerRequest parse(String elements) {
        String body = "<scheduler_request>\n" + elements + "\n</scheduler_request>\n";
        return RequestParser.parse(body.getBytes(StandardCharsets.UTF_8), "198.51.100.7");
    }
}
