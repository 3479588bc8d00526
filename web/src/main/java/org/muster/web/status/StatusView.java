package org.muster.web.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.muster.web.page.Markup;

/**
 * The page as it is built: the markup of its pieces by name, and which pieces stand in each list. What a browser that
 * watches is sent are differences of this, so a piece should hold no more than what changes together. Not thread-safe.
 */
final class StatusView {
    /** How long ago something was changes by itself; the browser says it, so it is left out of what is sent. */
    private static final Pattern AGES = Pattern.compile("(<time [^>]*>)[^<]*</time>");

    /** A figure within a row that changes far more often than the row: it is sent by itself. */
    private static final Pattern FIGURES = Pattern.compile("(<td data-part=\"[^\"]*-handled\"[^>]*>)[^<]*</td>");

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    /** A piece at a place of its own. */
    Markup part(String name, String tag, String attributes, Markup content) {
        return register(Part.of(name, tag, attributes, content));
    }

    /** Pieces of which some may come and go. */
    Markup list(String name, String tag, String attributes, List<Part> pieces) {
        lists.put(name, pieces.stream().map(Part::name).toList());
        return Markup.of(
                "<{} data-list=\"{}\"{}>\n{}</{}>\n",
                tag,
                name,
                new Markup(attributes),
                Markup.all(pieces.stream().map(this::register).toList()),
                tag);
    }

    private Markup register(Part part) {
        if (parts.put(part.name(), part.element().html()) != null) {
            throw new IllegalStateException("two pieces of the page are called " + part.name());
        }
        return Markup.of("{}\n", part.element());
    }

    /** What is sent to those who watch: {@code {"parts": {name: markup}, "lists": {name: [names]}}}. */
    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode markup = document.putObject("parts");
        parts.forEach((name, html) -> {
            String ageless = AGES.matcher(html).replaceAll("$1</time>");
            boolean figure = ageless.startsWith("<td ");
            markup.put(name, figure ? ageless : FIGURES.matcher(ageless).replaceAll("$1</td>"));
        });
        ObjectNode names = document.putObject("lists");
        lists.forEach((name, pieces) -> pieces.forEach(names.withArray("/" + name)::add));
        lists.keySet().forEach(name -> names.withArray("/" + name));
        return document;
    }
}
