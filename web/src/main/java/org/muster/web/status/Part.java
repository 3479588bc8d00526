package org.muster.web.status;

import org.muster.web.page.Markup;

/**
 * A piece of the page that changes as a whole: one element that carries its name in {@code data-part}.
 *
 * @param name letters, digits and dashes, unique on the page
 * @param element the whole element
 */
record Part(String name, Markup element) {
    /**
     * A piece of the page.
     *
     * @param tag the element's name
     * @param attributes further attributes, each with a blank before it
     */
    static Part of(String name, String tag, String attributes, Markup content) {
        return new Part(
                name, Markup.of("<{} data-part=\"{}\"{}>{}</{}>", tag, name, new Markup(attributes), content, tag));
    }

    /** A text as it may stand in a name. */
    static String name(String... texts) {
        return String.join("-", texts).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
