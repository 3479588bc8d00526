package org.muster.web.status;

import java.util.List;
import org.muster.web.page.Markup;

/**
 * How the project is, as short as the home page says it.
 *
 * @param headline what is wrong, or that nothing is
 * @param styleClass how bad it is, as the style sheet names it
 * @param figures numbers with their names; those that are not known are missing
 */
public record StatusSummary(Markup headline, String styleClass, List<Figure> figures) {

    /** A number and what it counts. */
    public record Figure(String number, String name) {}
}
