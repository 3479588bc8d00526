package org.muster.scheduler.request;

/**
 * A message that an application sends while it runs (a trickle up).
 *
 * @param variety what kind, chosen by the application
 * @param xml the message as sent, without its variety
 */
public record MessageFromHost(String variety, String xml) {

    private static final int LONGEST_VARIETY = 254;

    /** Reads a message. It is free text of the application, so it is not walked through but searched. */
    static MessageFromHost of(String raw) {
        int start = raw.indexOf("<variety>");
        int end = raw.indexOf("</variety>", Math.max(0, start));
        if (start < 0 || end < 0) {
            return new MessageFromHost("", raw);
        }
        String variety = raw.substring(start + "<variety>".length(), end).strip();
        String rest = raw.substring(0, start) + raw.substring(end + "</variety>".length());
        return new MessageFromHost(variety.substring(0, Math.min(variety.length(), LONGEST_VARIETY)), rest);
    }
}
