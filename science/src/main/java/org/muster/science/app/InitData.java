package org.muster.science.app;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the client tells a task about itself, in {@code init_data.xml} of the slot directory.
 *
 * @param userName the volunteer, empty if not told
 * @param workunitName empty if not told
 * @param resultName empty if not told
 * @param slot the number of the slot directory
 * @param clientProcess the process of the client, which a task must not survive; 0 if not told
 * @param checkpointPeriod how long the task should at least wait from one checkpoint to the next
 * @param cpuSecondsBefore the CPU time of earlier runs of this task up to its last checkpoint, in seconds
 */
record InitData(
        String userName,
        String workunitName,
        String resultName,
        int slot,
        long clientProcess,
        Duration checkpointPeriod,
        double cpuSecondsBefore) {

    static final String FILE = "init_data.xml";
    private static final Duration DEFAULT_CHECKPOINT_PERIOD = Duration.ofMinutes(5);

    /** Reads the file's text. What is missing or makes no sense gets a value that does no harm. */
    static InitData parse(String xml) {
        // The preferences of a project are its own XML, in which anything may stand.
        String text = withoutElement(xml, "project_preferences");
        double period = number(text, "checkpoint_period", Double::valueOf).orElse(0.0);
        return new InitData(
                Tags.first(text, "user_name").orElse(""),
                Tags.first(text, "wu_name").orElse(""),
                Tags.first(text, "result_name").orElse(""),
                number(text, "slot", Integer::valueOf).orElse(0),
                number(text, "client_pid", Long::valueOf).orElse(0L),
                period > 0 ? Duration.ofMillis((long) (period * 1000)) : DEFAULT_CHECKPOINT_PERIOD,
                number(text, "wu_cpu_time", Double::valueOf).orElse(0.0));
    }

    private static String withoutElement(String xml, String tag) {
        int start = xml.indexOf("<" + tag + ">");
        int end = xml.indexOf("</" + tag + ">");
        return start >= 0 && end > start ? xml.substring(0, start) + xml.substring(end) : xml;
    }

    private static <T> Optional<T> number(String text, String tag, Function<String, T> parse) {
        try {
            return Tags.first(text, tag).map(parse);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
