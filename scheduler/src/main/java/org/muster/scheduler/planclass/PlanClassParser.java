package org.muster.scheduler.planclass;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.muster.common.protocol.CNumbers;
import org.muster.common.protocol.XmlDialectException;
import org.muster.common.protocol.XmlScanner;

/**
 * Reads a plan class file. A class that is not understood as a whole would go to computers that cannot run it, so
 * whatever is unknown or has no sense is an error that names line and element.
 */
final class PlanClassParser {

    private final String document;
    private final XmlScanner scanner;
    private final Map<String, PlanClassSpec> classes = new LinkedHashMap<>();

    private PlanClassParser(String document) {
        this.document = document;
        this.scanner = XmlScanner.of(document);
    }

    /**
     * Reads a file's text.
     *
     * @return its plan classes by name
     * @throws PlanClassException when it is broken
     */
    static Map<String, PlanClassSpec> parse(String document) throws PlanClassException {
        PlanClassParser parser = new PlanClassParser(document);
        try {
            parser.document();
        } catch (XmlDialectException broken) {
            throw parser.error(document.length(), broken.getMessage());
        }
        return parser.classes;
    }

    private void document() throws PlanClassException {
        boolean found = false;
        while (scanner.next()) {
            if (!scanner.name().equals("plan_classes")) {
                throw error("<" + scanner.name() + "> stands where <plan_classes> should");
            }
            found = true;
            scanner.enter();
            while (scanner.next()) {
                if (!scanner.name().equals("plan_class")) {
                    throw error("<" + scanner.name() + "> stands where <plan_class> should");
                }
                planClass();
            }
        }
        if (!found) {
            throw error(0, "there is no <plan_classes>");
        }
    }

    private void planClass() throws PlanClassException {
        int start = scanner.start();
        Map<PlanClassElement, Object> values = new EnumMap<>(PlanClassElement.class);
        scanner.enter();
        while (scanner.next()) {
            int position = scanner.start();
            String name = scanner.name();
            PlanClassElement element = PlanClassElement.named(name)
                    .orElseThrow(() -> error(position, "there is no element <" + name + "> in a plan class"));
            if (values.containsKey(element) && !element.repeatable()) {
                throw error(position, "<" + name + "> is there twice");
            }
            value(values, element, position);
        }
        PlanClassSpec spec = new PlanClassSpec(values);
        if (!spec.has(PlanClassElement.NAME)) {
            throw error(start, "the plan class has no <name>");
        }
        if (classes.putIfAbsent(spec.name(), spec) != null) {
            throw error(start, "the plan class " + spec.name() + " is there twice");
        }
    }

    private void value(Map<PlanClassElement, Object> values, PlanClassElement element, int position)
            throws PlanClassException {
        switch (element.kind()) {
            case FLAG -> values.put(element, flag(element, position));
            case NUMBER -> values.put(element, number(element, position));
            case TEXT -> values.put(element, text(element, position));
            case PATTERN -> values.put(element, pattern(element, position));
            case TEXTS -> values.put(element, added(values.get(element), text(element, position)));
            case NUMBERS -> values.put(element, added(values.get(element), number(element, position)));
        }
    }

    private static List<Object> added(Object before, Object value) {
        List<Object> all = before instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
        all.add(value);
        return all;
    }

    private boolean flag(PlanClassElement element, int position) throws PlanClassException {
        String whole = scanner.outer();
        if (whole.endsWith("/>")) {
            return true;
        }
        XmlScanner value = XmlScanner.of(whole);
        String text = value.next() ? value.text() : "";
        return switch (text) {
            case "1" -> true;
            case "0" -> false;
            default ->
                throw error(position, "<" + element.xmlName() + "> must be 1, 0 or <" + element.xmlName() + "/>");
        };
    }

    private double number(PlanClassElement element, int position) throws PlanClassException {
        String text = text(element, position);
        OptionalDouble number = CNumbers.real(text);
        return number.orElseThrow(
                () -> error(position, "<" + element.xmlName() + ">: \"" + text + "\" is not a number"));
    }

    private String text(PlanClassElement element, int position) throws PlanClassException {
        String text = scanner.text();
        if (text.isEmpty()) {
            throw error(position, "<" + element.xmlName() + "> is empty, or is not closed");
        }
        return text;
    }

    /** Extended regular expressions are nearly Java's; only the names of classes of letters differ. */
    private Pattern pattern(PlanClassElement element, int position) throws PlanClassException {
        String text = text(element, position);
        String expression = text.replace("[:alpha:]", "\\p{Alpha}")
                .replace("[:digit:]", "\\p{Digit}")
                .replace("[:alnum:]", "\\p{Alnum}")
                .replace("[:space:]", "\\s")
                .replace("[:upper:]", "\\p{Upper}")
                .replace("[:lower:]", "\\p{Lower}")
                .replace("[:punct:]", "\\p{Punct}");
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException broken) {
            throw error(
                    position,
                    "<" + element.xmlName() + ">: \"" + text + "\" is no regular expression: "
                            + broken.getDescription());
        }
    }

    private PlanClassException error(String problem) {
        return error(scanner.start(), problem);
    }

    private PlanClassException error(int position, String problem) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        int line = 1;
        for (int at = 0; at < Math.min(position, bytes.length); at++) {
            if (bytes[at] == '\n') {
                line++;
            }
        }
        return new PlanClassException(line, problem);
    }
}
