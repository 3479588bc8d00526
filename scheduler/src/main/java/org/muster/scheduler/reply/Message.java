package org.muster.scheduler.reply;

import org.muster.common.protocol.XmlText;

/**
 * Something for the volunteer to read.
 *
 * @param notice true when it should be shown, false when it only goes to the client's log
 * @param text plain words; clients lose messages longer than 1023 bytes, so it is cut
 */
public record Message(boolean notice, String text) {

    private static final int LONGEST = 1000;

    public Message {
        while (XmlText.escape(text).length() > LONGEST) {
            text = text.substring(
                    0, text.offsetByCodePoints(text.length(), -1 - text.codePointCount(0, text.length()) / 10));
        }
    }

    /** For the client's log. */
    public static Message low(String text) {
        return new Message(false, text);
    }

    /** To be shown. */
    public static Message notice(String text) {
        return new Message(true, text);
    }
}
