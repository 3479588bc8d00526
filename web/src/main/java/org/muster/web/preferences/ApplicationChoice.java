package org.muster.web.preferences;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.common.store.Database;
import org.muster.web.http.PageRequest;
import org.muster.web.page.Forms;
import org.muster.web.page.Markup;

/**
 * Which applications a volunteer wants work of: {@code app_id} elements inside {@code project_specific}, as BOINC has
 * them. None chosen means all. Thread-safe.
 */
final class ApplicationChoice {
    private static final String SPECIFIC = "project_specific";
    private static final String ID = "app_id";
    private static final String OTHERS = "allow_non_preferred_apps";

    private final Database work;

    ApplicationChoice(Database work) {
        this.work = work;
    }

    private record Application(long id, String name) {}

    /** The boxes; nothing when there is nothing to choose from. */
    Markup fields(Section section) {
        List<Application> applications = applications();
        if (applications.size() < 2) {
            return Markup.NONE;
        }
        Set<String> chosen = chosen(section);
        boolean others = section.inside(SPECIFIC)
                .element(OTHERS)
                .or(() -> section.element(OTHERS))
                .map(Section.Element::flag)
                .orElse(false);
        return Markup.of(
                "<fieldset>\n<legend>Work of these applications</legend>\n{}{}</fieldset>\n",
                Markup.all(applications.stream()
                        .map(application -> Forms.box(
                                application.name(),
                                "app_" + application.id(),
                                chosen.isEmpty() || chosen.contains(Long.toString(application.id())),
                                ""))
                        .toList()),
                Forms.box("Of others too, when there is none of these", OTHERS, others, ""));
    }

    /** A section with what the form chose; all or none chosen is no choice. */
    Section take(Section section, PageRequest request) {
        List<Application> applications = applications();
        if (applications.size() < 2) {
            return section;
        }
        List<Application> chosen = applications.stream()
                .filter(application -> request.field("app_" + application.id()).equals("1"))
                .toList();
        Section inside = section.inside(SPECIFIC).without(ID).without(OTHERS);
        if (!chosen.isEmpty() && chosen.size() < applications.size()) {
            for (Application application : chosen) {
                inside = inside.plus(Section.Element.of(ID, Long.toString(application.id())));
            }
            inside =
                    inside.plus(Section.Element.of(OTHERS, request.field(OTHERS).equals("1") ? "1" : "0"));
        }
        Section without = section.without(SPECIFIC).without(ID).without(OTHERS);
        return inside.elements().isEmpty()
                ? without
                : without.plus(
                        new Section.Element(SPECIFIC, "<" + SPECIFIC + ">\n" + inside.text() + "</" + SPECIFIC + ">"));
    }

    private static Set<String> chosen(Section section) {
        Set<String> ids = section.inside(SPECIFIC).all(ID).stream()
                .map(Section.Element::value)
                .collect(Collectors.toSet());
        section.all(ID).forEach(element -> ids.add(element.value()));
        return ids;
    }

    private List<Application> applications() {
        return work.read(handle -> handle.createQuery(
                        "select id, user_friendly_name, name from app where deprecated = 0 order by id")
                .map((row, context) -> new Application(
                        row.getLong("id"),
                        row.getString("user_friendly_name").isEmpty()
                                ? row.getString("name")
                                : row.getString("user_friendly_name")))
                .list());
    }
}
