package org.muster.control.volunteer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.protocol.XmlScanner;

/**
 * What a scheduler's reply says.
 *
 * @param hostId the host's new id, 0 when it keeps the one it has
 * @param delaySeconds least time to the next request
 * @param down whether the project is down for maintenance
 * @param messages plain words for the volunteer
 * @param tasks results to compute
 * @param acknowledged names of reported results that may be forgotten
 * @param aborted names of results that are not wanted any more
 * @param codeSignKey the project's key, empty when the client has it
 */
record SchedulerAnswer(
        long hostId,
        double delaySeconds,
        boolean down,
        List<String> messages,
        List<Task> tasks,
        List<String> acknowledged,
        List<String> aborted,
        String codeSignKey) {

    static SchedulerAnswer read(byte[] document) {
        return new Reader().read(document);
    }

    private record Workunit(String name, String app, String commandLine, List<FileUse> inputs) {}

    private record Version(String app, int number, String platform, String planClass, List<FileUse> files) {}

    private record Sent(
            String name, String workunit, String platform, int version, String planClass, List<FileUse> outputs) {}

    /** Blocks may come in any order, so all are read before they are linked. */
    private static final class Reader {
        private final List<FileDescription> files = new ArrayList<>();
        private final Map<String, Workunit> workunits = new HashMap<>();
        private final List<Version> versions = new ArrayList<>();
        private final List<Sent> sent = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> aborted = new ArrayList<>();
        private long hostId;
        private double delay;
        private boolean down;
        private String key = "";

        SchedulerAnswer read(byte[] document) {
            XmlScanner scanner = XmlScanner.of(document);
            if (!scanner.next() || !scanner.name().equals("scheduler_reply")) {
                throw new IllegalStateException("not a scheduler reply");
            }
            scanner.enter();
            while (scanner.next()) {
                block(scanner);
            }
            List<Task> tasks = sent.stream().map(this::task).toList();
            return new SchedulerAnswer(hostId, delay, down, messages, tasks, acknowledged, aborted, key);
        }

        private void block(XmlScanner scanner) {
            switch (scanner.name()) {
                case "hostid" -> hostId = scanner.integer(0);
                case "request_delay" -> delay = scanner.real(0);
                case "project_is_down" -> down = scanner.flag();
                case "message" -> messages.add(scanner.text());
                case "code_sign_key" -> key = scanner.raw().strip();
                case "file_info" -> files.add(FileDescription.read(scanner));
                case "app_version" -> versions.add(version(scanner));
                case "workunit" -> {
                    Workunit workunit = workunit(scanner);
                    workunits.put(workunit.name(), workunit);
                }
                case "result" -> sent.add(sent(scanner));
                case "result_ack" -> acknowledged.add(named(scanner));
                case "result_abort", "result_abort_if_not_started" -> aborted.add(named(scanner));
                default -> scanner.skip();
            }
        }

        private Task task(Sent result) {
            Workunit workunit = workunits.get(result.workunit());
            if (workunit == null) {
                throw new IllegalStateException("the reply sends " + result.name() + " without its workunit");
            }
            Version version = versions.stream()
                    .filter(candidate -> candidate.app().equals(workunit.app())
                            && candidate.number() == result.version()
                            && candidate.platform().equals(result.platform())
                            && candidate.planClass().equals(result.planClass()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "the reply sends " + result.name() + " without its application version"));
            return new Task(
                    result.name(),
                    result.workunit(),
                    result.platform(),
                    result.version(),
                    result.planClass(),
                    workunit.commandLine(),
                    version.files(),
                    workunit.inputs(),
                    result.outputs(),
                    files);
        }

        private static Workunit workunit(XmlScanner scanner) {
            String name = "";
            String app = "";
            String commandLine = "";
            List<FileUse> inputs = new ArrayList<>();
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "name" -> name = scanner.text();
                    case "app_name" -> app = scanner.text();
                    case "command_line" -> commandLine = scanner.text();
                    case "file_ref" -> inputs.add(FileUse.read(scanner));
                    default -> scanner.skip();
                }
            }
            return new Workunit(name, app, commandLine, inputs);
        }

        private static Version version(XmlScanner scanner) {
            String app = "";
            int number = 0;
            String platform = "";
            String planClass = "";
            List<FileUse> files = new ArrayList<>();
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "app_name" -> app = scanner.text();
                    case "version_num" -> number = (int) scanner.integer(0);
                    case "platform" -> platform = scanner.text();
                    case "plan_class" -> planClass = scanner.text();
                    case "file_ref" -> files.add(FileUse.read(scanner));
                    default -> scanner.skip();
                }
            }
            return new Version(app, number, platform, planClass, files);
        }

        private static Sent sent(XmlScanner scanner) {
            String name = "";
            String workunit = "";
            String platform = "";
            int version = 0;
            String planClass = "";
            List<FileUse> outputs = new ArrayList<>();
            scanner.enter();
            while (scanner.next()) {
                switch (scanner.name()) {
                    case "name" -> name = scanner.text();
                    case "wu_name" -> workunit = scanner.text();
                    case "platform" -> platform = scanner.text();
                    case "version_num" -> version = (int) scanner.integer(0);
                    case "plan_class" -> planClass = scanner.text();
                    case "file_ref" -> outputs.add(FileUse.read(scanner));
                    default -> scanner.skip();
                }
            }
            return new Sent(name, workunit, platform, version, planClass, outputs);
        }

        private static String named(XmlScanner scanner) {
            String name = "";
            scanner.enter();
            while (scanner.next()) {
                if (scanner.name().equals("name")) {
                    name = scanner.text();
                } else {
                    scanner.skip();
                }
            }
            return name;
        }
    }
}
