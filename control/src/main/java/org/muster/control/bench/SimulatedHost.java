package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A volunteer's computer that only talks: its requests are as long as those of a stock client, and it reports whatever
 * it was given in the request before. Used by one thread at a time.
 */
final class SimulatedHost {
    private static final String REQUEST = resource("request.xml");
    private static final String REPORT = resource("report.xml");

    private final String authenticator;
    private final String key;
    private long id;
    private long sequence;
    private String codeSignKey = "";
    private List<String> tasks = List.of();

    /**
     * @param authenticator its account's key
     * @param number tells it from other hosts
     */
    SimulatedHost(String authenticator, int number) {
        this.authenticator = authenticator;
        this.key = "%032x".formatted(number);
    }

    /**
     * The next request.
     *
     * @param workSeconds processor seconds of work it asks for, 0 for none
     * @param processors idle processors, each to be given a task
     */
    byte[] request(double workSeconds, int processors) {
        StringBuilder reports = new StringBuilder();
        tasks.forEach(task -> reports.append(REPORT.replace("@task@", task)));
        return REQUEST.replace("@authenticator@", authenticator)
                .replace("@host@", Long.toString(id))
                .replace("@sequence@", Long.toString(sequence))
                .replace("@key@", key)
                .replace("@codeSignKey@", codeSignKey)
                .replace("@seconds@", Double.toString(workSeconds))
                .replace("@processors@", Integer.toString(processors))
                .replace("@reports@", reports)
                .getBytes(UTF_8);
    }

    /**
     * Takes a reply in.
     *
     * @return how many tasks it brought
     * @throws IOException when it is no reply, or one that acknowledges less than was reported
     */
    int take(byte[] reply) throws IOException {
        String text = new String(reply, UTF_8);
        if (!text.contains("</scheduler_reply>") || text.contains("<project_is_down/>")) {
            throw new IOException("unexpected reply: " + text.substring(0, Math.min(text.length(), 600)));
        }
        sequence++;
        between(text, "<hostid>", "</hostid>", 0).ifPresent(given -> {
            id = Long.parseLong(given);
            sequence = 0;
        });
        between(text, "<code_sign_key>", "</code_sign_key>", 0)
                .ifPresent(given -> codeSignKey = "<code_sign_key>" + given + "</code_sign_key>\n");
        for (String task : tasks) {
            if (!text.contains("<name>" + task + "</name>")) {
                throw new IOException("the report of " + task + " was not acknowledged");
            }
        }
        tasks = tasks(text);
        return tasks.size();
    }

    private static List<String> tasks(String reply) {
        List<String> names = new ArrayList<>();
        for (int at = reply.indexOf("<result>\n"); at >= 0; at = reply.indexOf("<result>\n", at + 1)) {
            between(reply, "<name>", "</name>", at).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> between(String text, String start, String end, int from) {
        int at = text.indexOf(start, from);
        int to = text.indexOf(end, at);
        return at < 0 || to < 0 ? Optional.empty() : Optional.of(text.substring(at + start.length(), to));
    }

    private static String resource(String name) {
        try (InputStream text = SimulatedHost.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
