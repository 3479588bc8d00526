package org.muster.web.status;

import java.util.Optional;
import org.muster.web.page.Markup;

/**
 * One figure with its chart.
 *
 * @param name unique on the page, letters, digits and dashes
 * @param title what it is
 * @param value the figure
 * @param note what else there is to say, perhaps nothing
 * @param chart the last day, if it has one
 */
record Tile(String name, String title, Markup value, Markup note, Optional<Markup> chart) {

    Markup element(StatusView view) {
        return Markup.of(
                "<div class=\"tile\">\n<h3>{}</h3>\n{}{}{}</div>\n",
                title,
                view.part("value-" + name, "p", " class=\"big\"", value),
                view.part("note-" + name, "p", " class=\"small\"", note),
                chart.map(picture -> view.part("chart-" + name, "div", " class=\"chart\"", picture))
                        .orElse(Markup.NONE));
    }
}
