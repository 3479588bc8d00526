package org.muster.web.account;

import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.member.Venues;

/**
 * What a volunteer wants others to see.
 *
 * @param url of a home page, empty for none
 * @param venue of new computers
 */
record ProfileChange(String name, String country, String url, String venue, boolean showHosts) {
    private static final int LONGEST = 190;

    /** What the fields of the form say. */
    static ProfileChange of(PageRequest request) {
        return new ProfileChange(
                request.field("user_name"),
                request.field("country"),
                request.field("url"),
                request.field("venue"),
                request.field("show_hosts").equals("1"));
    }

    /** What is wrong with it; nothing when it is good. */
    Optional<String> complaint() {
        Optional<String> aboutName = AccountRules.complaintAboutName(name);
        if (aboutName.isPresent()) {
            return aboutName;
        }
        if (country.length() > LONGEST || !isPlain(country)) {
            return Optional.of("The country must be plain text of at most " + LONGEST + " characters.");
        }
        if (!url.isEmpty() && !(url.length() <= LONGEST && url.matches("https?://[^\\s<>\"']+"))) {
            return Optional.of(
                    "The home page must begin with http:// or https:// and have at most " + LONGEST + " characters.");
        }
        return Venues.ALL.contains(venue) ? Optional.empty() : Optional.of("There is no such venue.");
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '<' || c == '>');
    }
}
