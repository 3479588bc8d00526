package org.muster.common.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds elements in a piece of a job document by their tags. Job documents are fragments without a root, written
 * by hand or by older servers, with stray white space and sometimes comments; a strict XML parser refuses them,
 * the stock client does not. Nested elements of the same tag do not occur in job documents and are not supported.
 * Immutable.
 *
 * @param text the document, comments removed and line ends made Unix
 */
record DocumentText(String text) {

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    static DocumentText of(String raw) {
        String text = raw.replace("\r\n", "\n");
        return new DocumentText(text.contains("<!--") ? COMMENT.matcher(text).replaceAll("") : text);
    }

    /** The contents of every {@code <tag>…</tag>}, in document order; an element without an end is left out. */
    List<DocumentText> elements(String tag) {
        List<DocumentText> found = new ArrayList<>();
        String open = "<" + tag + ">";
        String close = "</" + tag + ">";
        int at = 0;
        while ((at = text.indexOf(open, at)) >= 0) {
            int end = text.indexOf(close, at);
            if (end < 0) {
                break;
            }
            found.add(new DocumentText(text.substring(at + open.length(), end)));
            at = end + close.length();
        }
        return found;
    }

    /** How often the tag is opened, whether or not it is closed. */
    int opened(String tag) {
        Matcher matcher = Pattern.compile(Pattern.quote("<" + tag + ">")).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** The trimmed, unescaped content of the first {@code <tag>…</tag>}; empty if there is none. */
    Optional<String> value(String tag) {
        String open = "<" + tag + ">";
        int begin = text.indexOf(open);
        int end = begin < 0 ? -1 : text.indexOf("</" + tag + ">", begin);
        return end < 0
                ? Optional.empty()
                : Optional.of(
                        unescape(text.substring(begin + open.length(), end).strip()));
    }

    /** True for {@code <tag/>} and for {@code <tag>n</tag>} with a number other than zero, as the client reads it. */
    boolean flag(String tag) {
        return text.contains("<" + tag + "/>")
                || text.contains("<" + tag + " />")
                || value(tag)
                        .filter(value -> !value.isEmpty() && !value.equals("0"))
                        .isPresent();
    }

    static String escape(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String unescape(String value) {
        if (value.indexOf('&') < 0) {
            return value;
        }
        return value.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
