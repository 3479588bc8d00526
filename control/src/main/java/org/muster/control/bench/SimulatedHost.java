package org.muster.control.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A volunteer's computer that only talks: its requests are as long as those of a stock client, and it reports what it has
 * finished. As with a stock client, what it reported counts until it was acknowledged. Used by one thread at a time.
 */
final class SimulatedHost {
    private static final RequestForm REQUEST = RequestForm.resource("request.xml");
    private static final RequestForm REPORT = RequestForm.resource("report.xml");
    private static final int USUAL_REQUEST = 10_000;
    private static final Output NOTHING = new Output(16_211, "9114bdd3d702faebcd0236c61998194b");

    private final String authenticator;
    private final String key;
    private long id;
    private long sequence;
    private String codeSignKey = "";
    private final List<Finished> finished = new ArrayList<>();

    /**
     * What a task's program has written.
     *
     * @param bytes its size
     * @param md5 its digest
     */
    record Output(int bytes, String md5) {}

    /** The scheduler has not looked at the request and asks to come back later. */
    static final class PutOffException extends IOException {
        private static final long serialVersionUID = 1;
        private final double seconds;

        PutOffException(double seconds) {
            super("asked to come back in " + seconds + " s");
            this.seconds = seconds;
        }

        double seconds() {
            return seconds;
        }
    }

    private record Finished(GivenTask task, Output output) {}

    /**
     * @param authenticator its account's key
     * @param number tells it from other hosts
     */
    SimulatedHost(String authenticator, int number) {
        this(authenticator, number, 0);
    }

    /**
     * A host that the project knows.
     *
     * @param id of its row
     */
    SimulatedHost(String authenticator, int number, long id) {
        this.authenticator = authenticator;
        this.key = key(number);
        this.id = id;
    }

    /** The internal identifier of a host of this number. */
    static String key(int number) {
        return "%032x".formatted(number);
    }

    /** A task is done, its output uploaded; to be reported. */
    void finish(GivenTask task, Output output) {
        finished.add(new Finished(task, output));
    }

    /** A task is done that had nothing to upload. */
    void finish(GivenTask task) {
        finish(task, NOTHING);
    }

    /** Whether there is anything to report. */
    boolean hasFinished() {
        return !finished.isEmpty();
    }

    /** How many tasks the next request reports. */
    int finished() {
        return finished.size();
    }

    /**
     * The next request.
     *
     * @param workSeconds processor seconds of work it asks for, 0 for none
     * @param processors idle processors, each to be given a task
     */
    byte[] request(double workSeconds, int processors) {
        sequence++;
        ByteArrayOutputStream reports = new ByteArrayOutputStream(2000);
        finished.forEach(one -> REPORT.write(reports, place -> switch (place) {
            case "task" -> one.task.name();
            case "output" -> one.task.outputName();
            case "bytes" -> one.output.bytes();
            case "md5" -> one.output.md5();
            default -> throw new IllegalStateException(place);
        }));
        ByteArrayOutputStream request = new ByteArrayOutputStream(USUAL_REQUEST);
        REQUEST.write(request, place -> switch (place) {
            case "authenticator" -> authenticator;
            case "host" -> id;
            case "sequence" -> sequence;
            case "key" -> key;
            case "codeSignKey" -> codeSignKey;
            case "seconds" -> workSeconds;
            case "processors" -> processors;
            case "reports" -> reports.toByteArray();
            default -> throw new IllegalStateException(place);
        });
        return request.toByteArray();
    }

    /**
     * Takes a reply in; what was reported is forgotten.
     *
     * @return the tasks it brought
     * @throws PutOffException when the scheduler asks to come back later; nothing is forgotten
     * @throws IOException when it is no reply, or one that acknowledges less than was reported
     */
    List<GivenTask> take(byte[] reply) throws IOException {
        String text = new String(reply, ISO_8859_1);
        if (!text.contains("</scheduler_reply>")) {
            throw new IOException("unexpected reply: " + text.substring(0, Math.min(text.length(), 600)));
        }
        if (!text.contains("<userid>")) {
            throw new PutOffException(Double.parseDouble(between(text, "<request_delay>", "</request_delay>", "60")));
        }
        if (id == 0) {
            id = Long.parseLong(between(text, "<hostid>", "</hostid>", "0"));
            sequence = 0;
        }
        if (codeSignKey.isEmpty()) {
            String given = between(text, "<code_sign_key>", "</code_sign_key>", "");
            codeSignKey = given.isEmpty() ? "" : "<code_sign_key>" + given + "</code_sign_key>\n";
        }
        for (Finished one : finished) {
            if (!text.contains("<name>" + one.task.name() + "</name>")) {
                throw new IOException("the report of " + one.task.name() + " was not acknowledged");
            }
        }
        finished.clear();
        return GivenTask.of(text);
    }

    private static String between(String text, String start, String end, String otherwise) {
        int at = text.indexOf(start);
        int to = text.indexOf(end, at);
        return at < 0 || to < 0 ? otherwise : text.substring(at + start.length(), to);
    }
}
