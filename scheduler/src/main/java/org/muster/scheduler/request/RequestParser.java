package org.muster.scheduler.request;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.scheduler.resource.ProcessorType;

/**
 * Reads a scheduler request. Unknown elements and values that do not parse are passed over; values are cut to what a
 * row can hold. One instance reads one request. Source of the grammar: the scheduler RPC of the BOINC client.
 */
public final class RequestParser {

    /** Finished tasks taken from one request; a client reports the rest again. */
    static final int MOST_REPORTS = 2000;

    private static final int LONGEST_NAME = 254;

    private final XmlScanner scanner;
    private final EquipmentParser equipment = new EquipmentParser();
    private final HoldingsParser holdings = new HoldingsParser();
    private final TasksParser tasks = new TasksParser();
    private final HostFactsParser host;
    private final List<String> platforms = new ArrayList<>();
    private final List<MessageFromHost> messages = new ArrayList<>();

    private String authenticator = "";
    private String crossProjectId = "";
    private String codeSignKey = "";
    private String master = "";
    private String sourceEmailHash = "";
    private Optional<GlobalPreferences> inForce = Optional.empty();
    private long hostId;
    private long sequenceNumber;
    private long major;
    private long minor;
    private long release;
    private boolean multipleAllowed;
    private boolean workRefused;
    private double legacySeconds;
    private double seconds = -1;
    private double instances;
    private double queueDelay;

    private RequestParser(byte[] body, String externalAddress) {
        this.scanner = XmlScanner.of(body);
        this.host = new HostFactsParser(externalAddress, equipment);
    }

    /**
     * Reads a request.
     *
     * @param body the bytes as they came
     * @param externalAddress the address they came from
     * @throws XmlDialectException when this is no scheduler request, or ends too early
     */
    public static SchedulerRequest parse(byte[] body, String externalAddress) {
        return new RequestParser(body, externalAddress).parse();
    }

    private SchedulerRequest parse() {
        while (scanner.next()) {
            if (scanner.name().equals("scheduler_request")) {
                scanner.enter();
                while (scanner.next()) {
                    element();
                }
                return request();
            }
        }
        throw new XmlDialectException("there is no <scheduler_request>", scanner.position());
    }

    private void element() {
        switch (scanner.name()) {
            case "authenticator" -> authenticator = unquoted(scanner.text(LONGEST_NAME));
            case "hostid" -> hostId = Math.max(0, scanner.integer(0));
            case "rpc_seqno" -> sequenceNumber = Math.max(0, scanner.integer(0));
            case "cross_project_id" -> crossProjectId = scanner.text(LONGEST_NAME);
            case "core_client_major_version" -> major = scanner.integer(0);
            case "core_client_minor_version" -> minor = scanner.integer(0);
            case "core_client_release" -> release = scanner.integer(0);
            case "allow_multiple_clients" -> multipleAllowed = scanner.flag();
            case "duration_correction_factor" -> host.durationCorrection(scanner.real(1));
            case "platform_name" -> platforms.addFirst(scanner.text(LONGEST_NAME));
            case "alt_platform" -> platforms.add(child("name"));
            case "code_sign_key" -> codeSignKey = scanner.raw().strip();
            case "host_info" -> host.hostInfo(scanner);
            case "time_stats" -> host.timeStats(scanner);
            case "net_stats" -> host.netStats(scanner);
            case "disk_usage" -> host.diskUsage(scanner);
            case "msg_from_host" -> messages.add(MessageFromHost.of(scanner.raw()));
            case "result" -> tasks.report(scanner);
            case "other_results" -> tasks.others(scanner);
            default -> possession();
        }
    }

    private void possession() {
        switch (scanner.name()) {
            case "coprocs" -> equipment.coprocessors(scanner);
            case "dont_use_docker" -> equipment.dockerRefused(scanner.flag());
            case "dont_use_wsl" -> equipment.subsystemRefused(scanner.flag());
            case "app_versions" -> holdings.versions(scanner);
            case "file_info" -> holdings.file(scanner);
            case "in_progress_results" -> holdings.queue(scanner);
            default -> workOrPreferences();
        }
    }

    private void workOrPreferences() {
        switch (scanner.name()) {
            case "dont_send_work" -> workRefused = scanner.flag();
            case "work_req_seconds" -> legacySeconds = scanner.real(0);
            case "cpu_req_secs" -> seconds = scanner.real(0);
            case "cpu_req_instances" -> instances = scanner.real(0);
            case "estimated_delay" -> queueDelay = scanner.real(0);
            case "working_global_preferences" ->
                inForce = Optional.of(GlobalPreferencesParser.parse(scanner.raw(), ""));
            case "global_preferences" -> master = scanner.outer();
            case "global_prefs_source_email_hash" -> sourceEmailHash = scanner.text(LONGEST_NAME);
            default -> scanner.skip();
        }
    }

    private String child(String name) {
        String value = "";
        scanner.enter();
        while (scanner.next()) {
            if (scanner.name().equals(name)) {
                value = scanner.text(LONGEST_NAME);
            }
        }
        return value;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private SchedulerRequest request() {
        long version =
                10_000 * Math.clamp(major, 0, 9999) + 100 * Math.clamp(minor, 0, 99) + Math.clamp(release, 0, 99);
        double wanted = seconds < 0 ? legacySeconds : seconds;
        Map<ProcessorType, Demand> demands = new EnumMap<>(ProcessorType.class);
        demands.putAll(equipment.demands().demands());
        demands.put(ProcessorType.CPU, new Demand(wanted, instances, queueDelay));
        double modified =
                master.isEmpty() ? 0 : GlobalPreferencesParser.parse(master, "").modified();
        Equipment owned = equipment.equipment();
        return new SchedulerRequest(
                new Credentials(authenticator, hostId, sequenceNumber, crossProjectId),
                new ClientFacts((int) version, multipleAllowed, platforms, codeSignKey),
                host.facts(version / 10_000 + "." + version / 100 % 100 + "." + version % 100, owned),
                owned,
                holdings.holdings(),
                new WorkRequest(workRefused, demands),
                new Preferences(inForce, master, modified, sourceEmailHash),
                tasks.tasks(),
                messages);
    }
}
