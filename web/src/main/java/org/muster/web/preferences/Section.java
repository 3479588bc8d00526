package org.muster.web.preferences;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.common.protocol.XmlScanner;
import org.muster.common.protocol.XmlText;

/**
 * What stands in preferences for all computers, or for those of one venue. Immutable. What is not known here, because a
 * newer client or an application put it there, stays as it is.
 *
 * @param elements in their order
 */
record Section(List<Element> elements) {
    /** Nothing chosen: the client's own values count. */
    static final Section EMPTY = new Section(List.of());

    Section {
        elements = List.copyOf(elements);
    }

    /**
     * One element.
     *
     * @param xml with its tags
     */
    record Element(String name, String xml) {
        static Element of(String name, String value) {
            return new Element(name, "<" + name + ">" + XmlText.escape(value) + "</" + name + ">");
        }

        String value() {
            XmlScanner scanner = XmlScanner.of(xml);
            return scanner.next() ? scanner.text() : "";
        }

        boolean flag() {
            XmlScanner scanner = XmlScanner.of(xml);
            return scanner.next() && scanner.flag();
        }
    }

    /** The last element of a name, as clients take it. */
    Optional<Element> element(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).reduce((first, last) -> last);
    }

    /** All elements of a name. */
    List<Element> all(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).toList();
    }

    /** The same with other values; an empty value takes the element away. */
    Section with(Map<String, String> values) {
        List<Element> changed = new ArrayList<>(elements);
        changed.removeIf(element -> values.containsKey(element.name()));
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                changed.add(Element.of(name, value));
            }
        });
        return new Section(changed);
    }

    /** The same without the elements of a name. */
    Section without(String name) {
        return new Section(elements.stream()
                .filter(element -> !element.name().equals(name))
                .toList());
    }

    /** The same with one element more. */
    Section plus(Element element) {
        List<Element> more = new ArrayList<>(elements);
        more.add(element);
        return new Section(more);
    }

    /** What stands inside an element of a name, empty when there is none. */
    Section inside(String name) {
        return element(name)
                .map(element -> {
                    XmlScanner scanner = XmlScanner.of(element.xml());
                    scanner.next();
                    scanner.enter();
                    return children(scanner);
                })
                .orElse(EMPTY);
    }

    /** The elements, each on lines of its own. */
    String text() {
        StringBuilder text = new StringBuilder();
        elements.forEach(element -> text.append(element.xml().strip()).append('\n'));
        return text.toString();
    }

    /** The children of the element that a scanner has just entered. */
    static Section children(XmlScanner scanner) {
        List<Element> elements = new ArrayList<>();
        while (scanner.next()) {
            String name = scanner.name();
            elements.add(new Element(name, scanner.outer()));
        }
        return new Section(elements);
    }
}
