package org.muster.web.preferences;

import java.util.List;
import java.util.Optional;

/** The two kinds of preferences. */
enum Subset {
    /** How a computer computes, for whatever project. */
    GLOBAL("global", "global_preferences", "global_prefs", "Computing preferences", Preference.COMPUTING),
    /** What this project may do. */
    PROJECT("project", "project_preferences", "project_prefs", "Project preferences", Preference.PROJECT);

    private final String query;
    private final String element;
    private final String column;
    private final String title;
    private final List<Preference> preferences;

    Subset(String query, String element, String column, String title, List<Preference> preferences) {
        this.query = query;
        this.element = element;
        this.column = column;
        this.title = title;
        this.preferences = preferences;
    }

    /** The one that an address names. */
    static Optional<Subset> of(String query) {
        return List.of(values()).stream()
                .filter(subset -> subset.query.equals(query))
                .findFirst();
    }

    /** What an address calls it. */
    String query() {
        return query;
    }

    /** The element around it. */
    String element() {
        return element;
    }

    /** The column of table {@code user} that holds it. */
    String column() {
        return column;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /** What can be chosen, in order. */
    List<Preference> preferences() {
        return preferences;
    }
}
