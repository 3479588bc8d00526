package org.muster.systemtests.fleet;

import java.time.Instant;
import org.muster.common.protocol.XmlWriter;
import org.muster.systemtests.fleet.HeldTask.Fate;

/**
 * Writes a scheduler request.
 *
 * @param identity who asks
 * @param kind what computer it is
 * @param state what the client has on its disk
 */
record RequestDocument(Identity identity, Kind kind, ClientState state) {
    private static final long DAY = 86_400;
    private static final String NVIDIA = """
            <coproc_cuda><count>1</count><name>NVIDIA GeForce RTX 3060</name>
            <available_ram>12000000000.000000</available_ram><have_cuda>1</have_cuda><have_opencl>0</have_opencl>
            <req_secs>%f</req_secs><req_instances>%f</req_instances><estimated_delay>%f</estimated_delay>
            <peak_flops>12740000000000.000000</peak_flops><cudaVersion>12020</cudaVersion><drvVersion>53513</drvVersion>
            <totalGlobalMem>12000000000.000000</totalGlobalMem><clockRate>1777000</clockRate>
            <major>8</major><minor>6</minor><multiProcessorCount>28</multiProcessorCount></coproc_cuda>
            """;
    private static final String AMD = """
            <coproc_ati><count>1</count><name>AMD Radeon RX 6600</name>
            <available_ram>8000000000.000000</available_ram><have_cal>1</have_cal><have_opencl>0</have_opencl>
            <req_secs>%f</req_secs><req_instances>%f</req_instances><estimated_delay>%f</estimated_delay>
            <peak_flops>8928000000000.000000</peak_flops><CALVersion>1.4.1848</CALVersion><target>33</target>
            <localRAM>8192</localRAM><engineClock>2491</engineClock><memoryClock>1750</memoryClock>
            <wavefrontSize>32</wavefrontSize><numberOfSIMD>28</numberOfSIMD><doublePrecision>1</doublePrecision>
            <atirt_detected/></coproc_ati>
            """;

    /** Writes the next request. */
    byte[] next(Workbench.Demand demand, long now) {
        Machine machine = kind.machine();
        XmlWriter out = new XmlWriter();
        out.open("scheduler_request")
                .element("authenticator", identity.authenticator())
                .element("hostid", state.hostId())
                .element("rpc_seqno", state.nextSequence())
                .element("core_client_major_version", 8L)
                .element("core_client_minor_version", 2L)
                .element("core_client_release", 4L)
                .element("allow_multiple_clients", kind.has(Habit.SHARES) ? 1L : 0L)
                .element("work_req_seconds", demand.seconds())
                .element("cpu_req_secs", demand.seconds())
                .element("cpu_req_instances", (double) demand.idle())
                .element("estimated_delay", demand.queue())
                .element("client_cap_plan_class", 1L)
                .element("platform_name", machine.platform());
        for (String platform : machine.alternatives()) {
            out.open("alt_platform").element("name", platform).close("alt_platform");
        }
        if (!state.codeSignKey().isEmpty()) {
            out.append("<code_sign_key>\n" + state.codeSignKey() + "\n</code_sign_key>\n");
        }
        long clock = Instant.now().getEpochSecond();
        out.open("time_stats")
                .element("on_frac", 1.0)
                .element("connected_frac", 1.0)
                .element("active_frac", 1.0)
                .element("gpu_active_frac", 1.0)
                .element("now", (double) (kind.has(Habit.CLOCK_WRONG) ? clock - DAY : clock))
                .close("time_stats");
        host(out, machine);
        state.ended(now).forEach(task -> report(out, task));
        graphics(out, machine, demand);
        versions(out, machine);
        out.open("other_results");
        for (HeldTask task : state.waiting(now)) {
            out.open("other_result").element("name", task.name()).close("other_result");
        }
        return out.close("other_results").close("scheduler_request").toByteArray();
    }

    private void host(XmlWriter out, Machine machine) {
        out.open("host_info")
                .element("timezone", 3600L)
                .element("domain_name", identity.domainName())
                .element("ip_addr", identity.address())
                .element("host_cpid", identity.identifier())
                .element("p_ncpus", machine.processors())
                .element("p_vendor", "GenuineIntel")
                .element("p_model", "A processor [Family 6 Model 167 Stepping 1]")
                .element("p_fpops", machine.flops())
                .element("p_iops", machine.flops())
                .element("m_nbytes", machine.memory())
                .element("d_total", 2 * machine.disk())
                .element("d_free", machine.disk())
                .element("os_name", machine.systemName())
                .element("os_version", "12")
                .close("host_info");
    }

    private void report(XmlWriter out, HeldTask task) {
        double elapsed = (task.ends() - task.begins()) / 1e9;
        Fate fate = task.fate();
        out.open("result")
                .element("name", task.name())
                .element("final_cpu_time", elapsed)
                .element("final_elapsed_time", elapsed)
                .element("exit_status", (long) fate.exitStatus())
                .element("state", (long) fate.clientState())
                .element("platform", kind.machine().platform())
                .element("version_num", 100L)
                .element("app_version_num", 100L)
                .close("result");
    }

    private static void graphics(XmlWriter out, Machine machine, Workbench.Demand demand) {
        String description = switch (machine.graphics()) {
            case NONE -> "";
            case NVIDIA -> NVIDIA;
            case AMD -> AMD;
        };
        if (!description.isEmpty()) {
            double idle = demand.graphicsSeconds() > 0 && demand.graphicsQueue() == 0 ? 1 : 0;
            String filled = description.formatted(demand.graphicsSeconds(), idle, demand.graphicsQueue());
            out.open("coprocs").append(filled).close("coprocs");
        }
    }

    private static void versions(XmlWriter out, Machine machine) {
        out.open("app_versions");
        if (machine.platform().equals(Machine.ANONYMOUS)) {
            out.open("app_version")
                    .element("app_name", Applications.SMALL)
                    .element("version_num", 100L)
                    .element("platform", Machine.LINUX)
                    .element("avg_ncpus", 1.0)
                    .element("flops", machine.flops())
                    .close("app_version");
        }
        out.close("app_versions");
    }
}
