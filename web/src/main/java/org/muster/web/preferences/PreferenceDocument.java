package org.muster.web.preferences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;

/**
 * Preferences as clients get them: what counts for all computers, and sections for venues, which replace it. Immutable.
 * Source: preferences of the BOINC scheduler RPC.
 *
 * @param subset which preferences
 * @param general for computers at no venue, or at one that has no section
 * @param venues sections by venue
 */
record PreferenceDocument(Subset subset, Section general, Map<String, Section> venues) {
    private static final String VENUE = "venue";
    private static final String MODIFIED = "mod_time";

    PreferenceDocument {
        venues = Map.copyOf(venues);
    }

    /** Reads a stored document. One that cannot be read counts as empty: the volunteer sees the usual values. */
    static PreferenceDocument parse(Subset subset, String xml) {
        try {
            XmlScanner scanner = XmlScanner.of(xml);
            while (scanner.next()) {
                if (scanner.name().equals(subset.element())) {
                    scanner.enter();
                    return children(subset, scanner);
                }
            }
            return children(subset, XmlScanner.of(xml));
        } catch (XmlDialectException unreadable) {
            return new PreferenceDocument(subset, Section.EMPTY, Map.of());
        }
    }

    /** What a venue's own section says, or what counts for all. */
    Section section(String venue) {
        return venues.getOrDefault(venue, general);
    }

    /** Whether a venue has a section of its own; the empty venue always has. */
    boolean has(String venue) {
        return venue.isEmpty() || venues.containsKey(venue);
    }

    /** The same with another section. */
    PreferenceDocument with(String venue, Section section) {
        if (venue.isEmpty()) {
            return new PreferenceDocument(subset, section, venues);
        }
        Map<String, Section> changed = new LinkedHashMap<>(venues);
        changed.put(venue, section);
        return new PreferenceDocument(subset, general, changed);
    }

    /** The same without the section of a venue, which so takes over what counts for all. */
    PreferenceDocument without(String venue) {
        Map<String, Section> changed = new LinkedHashMap<>(venues);
        changed.remove(venue);
        return new PreferenceDocument(subset, general, changed);
    }

    /** The document for clients, one element a line: older clients and applications read it so. */
    String text(long now) {
        StringBuilder text = new StringBuilder("<" + subset.element() + ">\n");
        if (subset == Subset.GLOBAL) {
            text.append("<" + MODIFIED + ">").append(now).append("</" + MODIFIED + ">\n");
        }
        text.append(general.text());
        new TreeMap<>(venues)
                .forEach((venue, section) -> text.append("<venue name=\"")
                        .append(XmlText.escape(venue))
                        .append("\">\n")
                        .append(section.text())
                        .append("</venue>\n"));
        return text.append("</" + subset.element() + ">\n").toString();
    }

    private static PreferenceDocument children(Subset subset, XmlScanner scanner) {
        List<Section.Element> general = new ArrayList<>();
        SequencedMap<String, Section> venues = new LinkedHashMap<>();
        while (scanner.next()) {
            String name = scanner.name();
            if (name.equals(VENUE)) {
                String venue = scanner.attribute("name");
                scanner.enter();
                venues.put(venue, Section.children(scanner));
            } else if (name.equals(MODIFIED)) {
                scanner.skip();
            } else {
                general.add(new Section.Element(name, scanner.outer()));
            }
        }
        return new PreferenceDocument(subset, new Section(general), venues);
    }
}
