package org.muster.web.community;

import java.util.Optional;
import org.muster.web.http.PageRequest;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;

/** What a team's founder says of it. */
record TeamChange(String name, String url, String description, String country, boolean joinable) {
    private static final int LONGEST_NAME = 190;
    private static final int LONGEST_TEXT = 5000;

    /** What the fields of the form say. */
    static TeamChange of(PageRequest request) {
        return new TeamChange(
                request.field("name"),
                request.field("url"),
                request.field("description"),
                request.field("country"),
                request.field("joinable").equals("1"));
    }

    /** What is said of a team now. */
    static TeamChange of(Team team) {
        return new TeamChange(team.name(), team.url(), team.description(), team.country(), team.joinable());
    }

    /** What is wrong with it; nothing when it is good. */
    Optional<String> complaint() {
        boolean plain = name.codePoints().noneMatch(c -> Character.isISOControl(c) || "<>&\"'".indexOf(c) >= 0);
        if (name.isEmpty() || name.length() > LONGEST_NAME || !plain) {
            return Optional.of(
                    "A team needs a name of at most " + LONGEST_NAME + " characters, without any of < > & \" '.");
        }
        if (!url.isEmpty() && !(url.length() <= LONGEST_NAME && url.matches("https?://[^\\s<>\"']+"))) {
            return Optional.of("The home page must begin with http:// or https://.");
        }
        return country.length() > LONGEST_NAME || description.length() > LONGEST_TEXT
                ? Optional.of(
                        "The description can have " + LONGEST_TEXT + " characters, the country " + LONGEST_NAME + ".")
                : Optional.empty();
    }

    /** The form's fields, filled in. */
    Markup fields(String button) {
        return Markup.of(
                """
                {}{}{}<div class="field">
                <label for="description">Description</label>
                <textarea id="description" name="description" rows="5">{}</textarea>
                </div>
                {}<button name="what" value="save">{}</button>
                """,
                Forms.text("Name", "name", name, new Markup(" required maxlength=\"190\"")),
                Forms.text("Home page", "url", url, new Markup(" maxlength=\"190\"")),
                Forms.text("Country", "country", country, new Markup(" maxlength=\"190\"")),
                description,
                Forms.box("The team takes members", "joinable", joinable, ""),
                button);
    }
}
