package org.muster.control.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * One line of a list of jobs, as BOINC's {@code create_work --stdin} takes it:
 *
 * <pre>{@code [--wu_name n] [--command_line "…"] [--wu_template f] [--result_template f] [--priority n]
 * [--target_host|--target_user|--target_team id] [--remote_file url bytes md5]… infile…}</pre>
 */
public final class JobLine {
    private final Deque<String> words;
    private final List<InputArgument> inputs = new ArrayList<>();
    private String name = "";
    private String commandLine = "";
    private String inputTemplate = "";
    private String outputTemplate = "";
    private OptionalInt priority = OptionalInt.empty();
    private Target target = Target.ANYBODY;

    private JobLine(List<String> words) {
        this.words = new ArrayDeque<>(words);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it cannot be understood; the message says what is wrong
     */
    public static JobRequest parse(String line) {
        JobLine job = new JobLine(words(line));
        while (!job.words.isEmpty()) {
            job.take(job.words.poll());
        }
        return new JobRequest(
                job.name, job.commandLine, job.inputTemplate, job.outputTemplate, job.priority, job.target, job.inputs);
    }

    private void take(String word) {
        if (!word.startsWith("-") || word.equals("-")) {
            inputs.add(new InputArgument.Named(word));
            return;
        }
        switch (word.replaceFirst("^--?", "")) {
            case "wu_name" -> name = value(word);
            case "command_line" -> commandLine = (commandLine + " " + value(word)).strip();
            case "wu_template" -> inputTemplate = value(word);
            case "result_template" -> outputTemplate = value(word);
            case "priority" -> priority = OptionalInt.of((int) number(word));
            case "target_host" -> target = Target.host(number(word));
            case "target_user" -> target = Target.user(number(word));
            case "target_team" -> target = Target.team(number(word));
            case "remote_file" -> inputs.add(new InputArgument.Remote(value(word), number(word), value(word)));
            default ->
                throw new IllegalArgumentException("unknown option " + word + "; a line may have --wu_name,"
                        + " --command_line, --wu_template, --result_template, --priority, --target_host, --target_user,"
                        + " --target_team, --remote_file URL BYTES MD5, and input files");
        }
    }

    private String value(String option) {
        String value = words.poll();
        if (value == null) {
            throw new IllegalArgumentException(option + " has no value");
        }
        return value;
    }

    private long number(String option) {
        String value = value(option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " takes a whole number, not '" + value + "'", notANumber);
        }
    }

    /** Words are separated by white space; quotation marks of either kind keep a word together. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                inside = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                    inside = false;
                }
            } else {
                word.append(c);
                inside = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the quotation mark " + quote + " is opened and not closed");
        }
        if (inside) {
            words.add(word.toString());
        }
        return words;
    }
}
