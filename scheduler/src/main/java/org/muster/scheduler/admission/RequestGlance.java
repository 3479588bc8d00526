package org.muster.scheduler.admission;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The little of a request that decides whether it is let in, found by a look at its bytes, because in a storm there is no
 * time to parse those that are sent away. It is only believed for that.
 *
 * @param client tells clients apart: made of the computer's id, or of the account key if it has none yet
 * @param brings whether it brings finished work or messages
 */
public record RequestGlance(long client, boolean brings) {

    private static final byte[] HOST_ID = bytes("<hostid>");
    private static final byte[] AUTHENTICATOR = bytes("<authenticator>");
    private static final byte[] RESULT = bytes("<result>");
    private static final byte[] MESSAGE = bytes("<msg_from_host>");
    /** Clients write who they are first. */
    private static final int HEAD = 4096;

    private static final int LONGEST_VALUE = 300;

    private static final int MOST_DIGITS = 18;

    /** Looks at a request. */
    public static RequestGlance of(byte[] body) {
        int head = Math.min(HEAD, body.length);
        String host = value(body, HOST_ID, head);
        boolean named = isId(host);
        long client = named
                ? Long.parseLong(host)
                : -1L - Math.abs((long) value(body, AUTHENTICATOR, head).hashCode());
        boolean brings = find(body, RESULT, body.length) >= 0 || find(body, MESSAGE, body.length) >= 0;
        return new RequestGlance(client, brings);
    }

    /** A number that begins with no 0 and has at most eighteen digits. */
    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.charAt(0) != '0'
                && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    }

    private static String value(byte[] body, byte[] tag, int limit) {
        int at = find(body, tag, limit);
        if (at < 0) {
            return "";
        }
        int start = at + tag.length;
        int end = start;
        while (end < body.length && end - start < LONGEST_VALUE && body[end] != '<') {
            end++;
        }
        return new String(body, start, end - start, StandardCharsets.ISO_8859_1).strip();
    }

    private static int find(byte[] body, byte[] tag, int limit) {
        for (int at = 0; at <= limit - tag.length; at++) {
            if (body[at] == '<' && Arrays.equals(body, at, at + tag.length, tag, 0, tag.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] bytes(String tag) {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }
}
