package org.muster.web.member;

import java.util.List;
import org.muster.web.page.Markup;

/** The places that a computer may be at, each with preferences of its own. BOINC's names. */
public final class Venues {
    /** The empty text is "none of them". */
    public static final List<String> ALL = List.of("", "home", "work", "school");

    private Venues() {}

    /** A choice among them, with its label. */
    public static Markup choice(String label, String chosen) {
        return Markup.of(
                "<div class=\"field\">\n<label for=\"venue\">{}</label>\n<select id=\"venue\" name=\"venue\">\n{}</select>\n</div>\n",
                label,
                Markup.all(ALL.stream()
                        .map(venue -> Markup.of(
                                "<option value=\"{}\"{}>{}</option>\n",
                                venue,
                                venue.equals(chosen) ? new Markup(" selected") : Markup.NONE,
                                words(venue)))
                        .toList()));
    }

    /** How a venue is called. */
    public static String words(String venue) {
        return venue.isEmpty() ? "none" : venue;
    }
}
