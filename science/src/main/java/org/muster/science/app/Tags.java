package org.muster.science.app;

import java.util.Optional;

/** Finds values in the simple XML that the client writes. */
final class Tags {
    private Tags() {}

    /** The text of the first {@code <tag>}, without the space around it and with its entities resolved. */
    static Optional<String> first(String text, String tag) {
        String opening = "<" + tag + ">";
        int start = text.indexOf(opening);
        int end = start < 0 ? -1 : text.indexOf('<', start + opening.length());
        if (end < 0) {
            return Optional.empty();
        }
        return Optional.of(
                unescaped(text.substring(start + opening.length(), end)).strip());
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
