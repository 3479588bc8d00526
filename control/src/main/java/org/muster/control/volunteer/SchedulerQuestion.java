package org.muster.control.volunteer;

import java.util.List;
import org.muster.common.protocol.XmlWriter;

/**
 * A scheduler request as a small Linux computer with one processor sends it.
 *
 * @param authenticator the account's key
 * @param identity who is asking
 * @param codeSignKey the project's key as the client holds it, empty before the first reply
 * @param workSeconds processor seconds of work wanted
 * @param finished tasks to report
 * @param waiting tasks that are on the computer and not being reported
 */
record SchedulerQuestion(
        String authenticator,
        HostIdentity identity,
        String codeSignKey,
        double workSeconds,
        List<FinishedTask> finished,
        List<Task> waiting) {

    byte[] xml() {
        XmlWriter out = new XmlWriter();
        out.open("scheduler_request");
        out.element("authenticator", authenticator);
        out.element("hostid", identity.hostId());
        out.element("rpc_seqno", identity.sequence());
        out.element("core_client_major_version", 7L);
        out.element("core_client_minor_version", 20L);
        out.element("core_client_release", 5L);
        out.element("allow_multiple_clients", 1L);
        out.element("work_req_seconds", workSeconds);
        out.element("cpu_req_secs", workSeconds);
        out.element("cpu_req_instances", workSeconds > 0 ? 1.0 : 0.0);
        out.element("estimated_delay", 0.0);
        out.element("client_cap_plan_class", 1L);
        out.element("platform_name", platform());
        if (!codeSignKey.isEmpty()) {
            out.append("<code_sign_key>\n" + codeSignKey + "\n</code_sign_key>\n");
        }
        host(out);
        finished.forEach(task -> report(out, task));
        out.open("other_results");
        for (Task task : waiting) {
            out.open("other_result").element("name", task.name()).close("other_result");
        }
        out.close("other_results");
        out.close("scheduler_request");
        return out.toByteArray();
    }

    private static String platform() {
        return System.getProperty("os.arch").contains("aarch64") ? "aarch64-unknown-linux-gnu" : "x86_64-pc-linux-gnu";
    }

    private void host(XmlWriter out) {
        out.open("host_info")
                .element("timezone", 0L)
                .element("domain_name", "volunteer-" + identity.hostKey().substring(0, 6))
                .element("ip_addr", "127.0.0.1")
                .element("host_cpid", identity.hostKey())
                .element("p_ncpus", 1L)
                .element("p_vendor", "built-in")
                .element("p_model", "built-in volunteer")
                .element("p_fpops", 1e9)
                .element("p_iops", 1e9)
                .element("m_nbytes", 4e9)
                .element("d_total", 1e11)
                .element("d_free", 5e10)
                .element("os_name", "Linux")
                .element("os_version", System.getProperty("os.version"))
                .close("host_info");
    }

    private static void report(XmlWriter out, FinishedTask finished) {
        Task task = finished.task();
        out.open("result")
                .element("name", task.name())
                .element("final_cpu_time", finished.elapsedSeconds())
                .element("final_elapsed_time", finished.elapsedSeconds())
                .element("exit_status", finished.exitStatus())
                .element("state", finished.succeeded() ? 5L : 3L)
                .element("platform", task.platform())
                .element("version_num", task.versionNumber())
                .element("app_version_num", task.versionNumber());
        out.append("<stderr_out>\n<![CDATA[\n<stderr_txt>\n" + withoutCdataEnd(finished.standardError())
                + "\n</stderr_txt>\n]]>\n</stderr_out>\n");
        for (FinishedTask.SentFile sent : finished.outputs()) {
            out.open("file_info")
                    .element("name", sent.file().name())
                    .element("nbytes", (double) sent.digest().size())
                    .element("max_nbytes", (double) sent.file().maxBytes())
                    .element("md5_cksum", sent.digest().md5())
                    .element("upload_url", sent.file().url().toString())
                    .close("file_info");
        }
        out.close("result");
    }

    private static String withoutCdataEnd(String text) {
        return text.replace("]]>", "]] >");
    }
}
