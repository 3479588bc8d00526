package org.muster.scheduler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a request as a client of release 7.20 does. Mutable; every method returns the same object. */
final class RequestText {

    private String authenticator = "";
    private long hostId;
    private long sequenceNumber;
    private String identifier = "identifier0000000000000000000000";
    private String domainName = "kitchen";
    private boolean multipleAllowed;
    private String platform = "x86_64-pc-linux-gnu";
    private String codeSignKey = "";
    private double seconds;
    private double instances;
    private double queueDelay;
    private boolean workRefused;
    private boolean othersListed = true;
    private String crossProjectId = "";
    private String processorVendor = "GenuineIntel";
    private String processorModel = "Some processor [Family 6 Model 167 Stepping 1]";
    private String extra = "";
    private final List<String> reports = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    static RequestText from(String authenticator) {
        RequestText text = new RequestText();
        text.authenticator = authenticator;
        return text;
    }

    RequestText host(long id, long number) {
        hostId = id;
        sequenceNumber = number;
        return this;
    }

    RequestText identifier(String value) {
        identifier = value;
        return this;
    }

    RequestText domainName(String value) {
        domainName = value;
        return this;
    }

    RequestText multipleAllowed() {
        multipleAllowed = true;
        return this;
    }

    RequestText platform(String name) {
        platform = name;
        return this;
    }

    RequestText codeSignKey(String key) {
        codeSignKey = "<code_sign_key>\n" + key + "\n</code_sign_key>\n";
        return this;
    }

    RequestText wants(double wantedSeconds, double wantedInstances) {
        seconds = wantedSeconds;
        instances = wantedInstances;
        return this;
    }

    RequestText queueDelay(double delay) {
        queueDelay = delay;
        return this;
    }

    RequestText noNewTasks() {
        workRefused = true;
        return this;
    }

    RequestText crossProjectId(String value) {
        crossProjectId = value;
        return this;
    }

    RequestText processor(String vendor, String model) {
        processorVendor = vendor;
        processorModel = model;
        return this;
    }

    RequestText withoutOthers() {
        othersListed = false;
        return this;
    }

    RequestText has(String... names) {
        others.addAll(List.of(names));
        return this;
    }

    RequestText extra(String xml) {
        extra += xml;
        return this;
    }

    RequestText reports(String name) {
        return reports(name, 5, 0);
    }

    RequestText reports(String name, int state, int exitStatus) {
        reports.add("""
                <result>
                    <name>%s</name>
                    <final_cpu_time>3.500000</final_cpu_time>
                    <final_elapsed_time>4.000000</final_elapsed_time>
                    <exit_status>%d</exit_status>
                    <state>%d</state>
                    <platform>x86_64-pc-linux-gnu</platform>
                    <version_num>100</version_num>
                    <final_peak_disk_usage>34436</final_peak_disk_usage>
                    <app_version_num>100</app_version_num>
                <stderr_out>
                <core_client_version>7.20.5</core_client_version>
                <![CDATA[
                <stderr_txt>
                a line <tag> & &#195;&#169;
                </stderr_txt>
                ]]>
                </stderr_out>
                <file_info>
                    <name>%s_r1_0</name>
                    <nbytes>600.000000</nbytes>
                </file_info>
                </result>
                """.formatted(name, exitStatus, state, name));
        return this;
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder();
        xml.append("""
                <scheduler_request>
                    <authenticator>%s</authenticator>
                    <hostid>%d</hostid>
                    <rpc_seqno>%d</rpc_seqno>
                    <core_client_major_version>7</core_client_major_version>
                    <core_client_minor_version>20</core_client_minor_version>
                    <core_client_release>5</core_client_release>
                    <duration_correction_factor>1.000000</duration_correction_factor>
                    <allow_multiple_clients>%d</allow_multiple_clients>
                    <dont_send_work>%d</dont_send_work>
                    <work_req_seconds>%f</work_req_seconds>
                    <cpu_req_secs>%f</cpu_req_secs>
                    <cpu_req_instances>%f</cpu_req_instances>
                    <estimated_delay>%f</estimated_delay>
                    <client_cap_plan_class>1</client_cap_plan_class>
                    <platform_name>%s</platform_name>
                """.formatted(
                        authenticator,
                        hostId,
                        sequenceNumber,
                        multipleAllowed ? 1 : 0,
                        workRefused ? 1 : 0,
                        seconds,
                        seconds,
                        instances,
                        queueDelay,
                        platform));
        xml.append(codeSignKey);
        xml.append("<cross_project_id>").append(crossProjectId).append("</cross_project_id>\n");
        xml.append("""
                <time_stats>
                    <on_frac>1.000000</on_frac>
                    <active_frac>1.000000</active_frac>
                </time_stats>
                <host_info>
                    <timezone>3600</timezone>
                    <domain_name>%s</domain_name>
                    <ip_addr>192.0.2.10</ip_addr>
                    <host_cpid>%s</host_cpid>
                    <p_ncpus>2</p_ncpus>
                    <p_vendor>%s</p_vendor>
                    <p_model>%s</p_model>
                    <p_fpops>1000000000.000000</p_fpops>
                    <m_nbytes>8000000000.000000</m_nbytes>
                    <d_total>270553174016.000000</d_total>
                    <d_free>81901776896.000000</d_free>
                    <os_name>Linux Debian</os_name>
                    <os_version>12</os_version>
                </host_info>
                """.formatted(domainName, identifier, processorVendor, processorModel));
        reports.forEach(xml::append);
        xml.append(extra);
        xml.append("<app_versions>\n</app_versions>\n");
        if (othersListed) {
            xml.append("<other_results>\n");
            others.forEach(name -> xml.append("    <other_result>\n        <name>")
                    .append(name)
                    .append("</name>\n    </other_result>\n"));
            xml.append("</other_results>\n");
        }
        return xml.append("</scheduler_request>\n").toString();
    }
}
