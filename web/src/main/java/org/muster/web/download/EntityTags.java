package org.muster.web.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of entity tags as conditional headers carry them (RFC 9110 §8.8.3), and how they are compared. */
final class EntityTags {
    /** A tag of a list with the comma before it; a list may have empty places. */
    private static final Pattern TAG = Pattern.compile("[\\s,]*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private EntityTags() {}

    /** Weak comparison, for If-None-Match: {@code W/"x"} and {@code "x"} are the same. */
    static boolean weaklyMatch(String list, String tag) {
        return match(list, tag, false);
    }

    /** Strong comparison, for If-Match and If-Range: a weak tag matches nothing. */
    static boolean stronglyMatch(String list, String tag) {
        return match(list, tag, true);
    }

    private static boolean match(String list, String tag, boolean strongly) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(list);
        while (tags.lookingAt()) {
            if (tags.group(2).equals(tag) && !(strongly && tags.group(1) != null)) {
                return true;
            }
            tags.region(tags.end(), list.length());
        }
        return false;
    }
}
