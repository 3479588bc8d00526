package org.muster.systemtests.fleet;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.common.protocol.XmlScanner;

/**
 * What a scheduler's reply says.
 *
 * @param hostId the computer's new number, 0 when it keeps the one it has
 * @param delaySeconds least time to the next request
 * @param down whether the project is down
 * @param messages for the volunteer
 * @param tasks what to compute
 * @param acknowledged reported tasks that can be forgotten
 * @param aborted tasks that are not wanted any more
 * @param abortedIfNotBegun tasks that are not wanted unless they have begun
 * @param codeSignKey the project's key, empty if not told
 */
record ReplyDocument(
        long hostId,
        double delaySeconds,
        boolean down,
        List<String> messages,
        List<Sent> tasks,
        List<String> acknowledged,
        List<String> aborted,
        List<String> abortedIfNotBegun,
        String codeSignKey) {

    /**
     * A task.
     *
     * @param name the result's name
     * @param application its application
     * @param operations floating-point operations it is said to take
     * @param output the file to be uploaded
     */
    record Sent(String name, String application, double operations, Output output) {}

    /**
     * A file to be uploaded.
     *
     * @param name physical name
     * @param url of the upload handler
     * @param maximum most bytes
     * @param certificate that the handler checks
     */
    record Output(String name, URI url, long maximum, String certificate) {}

    private record Workunit(String name, String application, double operations) {}

    private record Result(String name, String workunit, String file) {}

    static ReplyDocument read(byte[] document) {
        return new Reader().read(document);
    }

    private static final class Reader {
        private final List<String> messages = new ArrayList<>();
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> aborted = new ArrayList<>();
        private final List<String> abortedIfNotBegun = new ArrayList<>();
        private final Map<String, Output> files = new HashMap<>();
        private final Map<String, Workunit> workunits = new HashMap<>();
        private final List<Result> results = new ArrayList<>();
        private long hostId;
        private double delay;
        private boolean down;
        private String key = "";

        ReplyDocument read(byte[] document) {
            XmlScanner scanner = XmlScanner.of(document);
            if (!scanner.next() || !scanner.name().equals("scheduler_reply")) {
                throw new IllegalStateException("not a scheduler reply");
            }
            scanner.enter();
            while (scanner.next()) {
                element(scanner);
            }
            List<Sent> tasks = results.stream().map(this::task).toList();
            return new ReplyDocument(
                    hostId, delay, down, messages, tasks, acknowledged, aborted, abortedIfNotBegun, key);
        }

        private void element(XmlScanner scanner) {
            switch (scanner.name()) {
                case "hostid" -> hostId = scanner.integer(0);
                case "request_delay" -> delay = scanner.real(0);
                case "project_is_down" -> down = scanner.flag();
                case "message" -> messages.add(scanner.text());
                case "code_sign_key" -> key = scanner.raw().strip();
                case "result_ack" -> acknowledged.add(values(scanner, "name").get("name"));
                case "result_abort" -> aborted.add(values(scanner, "name").get("name"));
                case "result_abort_if_not_started" ->
                    abortedIfNotBegun.add(values(scanner, "name").get("name"));
                case "file_info" -> file(scanner);
                case "workunit" -> {
                    Map<String, String> values = values(scanner, "name", "app_name", "rsc_fpops_est");
                    String name = values.get("name");
                    workunits.put(
                            name,
                            new Workunit(
                                    name, values.get("app_name"), Double.parseDouble(values.get("rsc_fpops_est"))));
                }
                case "result" -> {
                    Map<String, String> values = values(scanner, "name", "wu_name", "file_ref");
                    results.add(new Result(values.get("name"), values.get("wu_name"), values.get("file_name")));
                }
                default -> scanner.skip();
            }
        }

        /** The client takes no task without its workunit. */
        private Sent task(Result result) {
            Workunit workunit = workunits.get(result.workunit());
            if (workunit == null) {
                throw new IllegalStateException("the reply sends " + result.name() + " without its workunit");
            }
            return new Sent(result.name(), workunit.application(), workunit.operations(), files.get(result.file()));
        }

        private void file(XmlScanner scanner) {
            Map<String, String> values = values(scanner, "name", "url", "max_nbytes", "xml_signature");
            String maximum = values.get("max_nbytes");
            if (maximum != null) {
                files.put(
                        values.get("name"),
                        new Output(
                                values.get("name"),
                                URI.create(values.get("url")),
                                (long) Double.parseDouble(maximum),
                                values.get("xml_signature")));
            }
        }

        /** The texts of some children; of a {@code file_ref} its file name. */
        private static Map<String, String> values(XmlScanner scanner, String... wanted) {
            List<String> names = List.of(wanted);
            Map<String, String> values = new HashMap<>();
            scanner.enter();
            while (scanner.next()) {
                String name = scanner.name();
                if (!names.contains(name)) {
                    scanner.skip();
                } else if (name.equals("file_ref")) {
                    values.putAll(values(scanner, "file_name"));
                } else {
                    values.put(name, scanner.raw().strip());
                }
            }
            return values;
        }
    }
}
