package org.muster.scheduler.request;

import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;

/** Cuts the part of a volunteer's preferences that counts for one venue out of their text. */
public final class VenueText {

    private VenueText() {}

    /**
     * What stands in the venue's section, or, when there is none, everything outside of such sections. Text that cannot
     * be read counts as empty.
     *
     * @param xml preferences, with or without an element around them
     * @param venue the computer's venue, empty for none
     */
    public static String of(String xml, String venue) {
        try {
            StringBuilder general = new StringBuilder();
            XmlScanner scanner = XmlScanner.of(xml);
            while (scanner.next()) {
                if (scanner.name().equals("project_preferences")) {
                    return of(scanner.raw(), venue);
                }
                if (!scanner.name().equals("venue")) {
                    general.append(scanner.outer()).append('\n');
                } else if (!venue.isEmpty() && scanner.attribute("name").equals(venue)) {
                    return scanner.raw();
                }
            }
            return general.toString();
        } catch (XmlDialectException unreadable) {
            return "";
        }
    }
}
