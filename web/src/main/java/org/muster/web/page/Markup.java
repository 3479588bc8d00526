package org.muster.web.page;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of HTML. Text becomes markup only through {@link #of}, which escapes it, so a forgotten escape cannot
 * happen; there is no way to let raw text in but to write it into a template.
 *
 * @param html well-formed HTML
 */
public record Markup(String html) {
    /** Nothing at all. */
    public static final Markup NONE = new Markup("");

    private static final String PLACE = "{}";

    /**
     * Fills a template: each <code>{}</code> takes the next value, escaped unless it is markup itself.
     *
     * @throws IllegalArgumentException when places and values differ in number
     */
    public static Markup of(String template, Object... values) {
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("more values than places in: " + template);
            }
            html.append(template, from, place);
            html.append(value instanceof Markup markup ? markup.html() : escape(String.valueOf(value)));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("more places than values in: " + template);
        }
        return new Markup(html.append(template, from, template.length()).toString());
    }

    /** One after the other. */
    public static Markup all(Collection<Markup> parts) {
        return new Markup(parts.stream().map(Markup::html).collect(Collectors.joining()));
    }

    /** Text as it may stand between tags and in a quoted attribute; control characters become a question mark. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.append(c);
                default -> escaped.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return escaped.toString();
    }
}
