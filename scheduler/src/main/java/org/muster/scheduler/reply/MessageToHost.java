package org.muster.scheduler.reply;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of the table {@code msg_to_host} in a form that every client reads. Two kinds exist: {@code <trickle_down>}
 * for a running application, and {@code <delete_file_info>} with the name of a file that need not be kept. Pure. Source:
 * how the BOINC client reads trickle-down messages: line by line, a longer line in pieces of 255 bytes, and everything
 * that stands in one line with the task's name or the time is lost.
 */
public sealed interface MessageToHost {

    /** It can be sent. */
    record Block(String xml) implements MessageToHost {}

    /** No client could read it. */
    record Unreadable(String reason) implements MessageToHost {}

    /** Longest message in bytes. */
    int LONGEST = 64 << 10;

    /** Reads a row's text. */
    static MessageToHost of(String xml) {
        String text = xml == null ? "" : xml.strip().replace("\0", "");
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return new Unreadable("it is longer than " + LONGEST + " bytes");
        }
        Matcher file = Texts.FILE.matcher(text);
        if (file.matches()) {
            return new Block(text + "\n");
        }
        Matcher trickle = Texts.TRICKLE.matcher(text);
        if (!trickle.matches()) {
            return new Unreadable("it is neither one <trickle_down> nor one <delete_file_info>");
        }
        String inner = trickle.group(1);
        if (inner.contains(Texts.END)) {
            return new Unreadable("there is more than one " + Texts.END);
        }
        String name = Texts.first(Texts.NAME, inner);
        if (name.isEmpty()) {
            return new Unreadable("it names no task: <result_name> is missing");
        }
        String time = Texts.first(Texts.TIME, inner);
        String rest =
                Texts.without(Texts.TIME, Texts.without(Texts.NAME, inner)).strip();
        return new Block("<trickle_down>\n" + name + "\n" + (time.isEmpty() ? "<time>0</time>" : time) + "\n" + rest
                + (rest.isEmpty() ? "" : "\n") + Texts.END + "\n");
    }

    /** What is looked for in a row. */
    final class Texts {
        private static final String END = "</trickle_down>";
        private static final Pattern TRICKLE = Pattern.compile("<trickle_down>(.*)" + END, Pattern.DOTALL);
        private static final Pattern FILE = Pattern.compile("<delete_file_info>[^<>&/]{1,255}</delete_file_info>");
        private static final Pattern NAME = Pattern.compile("<result_name>[^<>&\n]{1,200}</result_name>");
        private static final Pattern TIME = Pattern.compile("<time>[0-9.]{1,20}</time>");

        private Texts() {}

        private static String first(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.group() : "";
        }

        private static String without(Pattern pattern, String text) {
            return pattern.matcher(text).replaceFirst("");
        }
    }
}
