package org.muster.scheduler.planclass;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A plan class as it is written: the values of its elements. Immutable. */
final class PlanClassSpec {

    private final Map<PlanClassElement, Object> values;

    /** @param values of the type that each element's kind says; repeatable ones as lists */
    PlanClassSpec(Map<PlanClassElement, Object> values) {
        this.values = new EnumMap<>(values);
    }

    String name() {
        return text(PlanClassElement.NAME).orElse("");
    }

    boolean has(PlanClassElement element) {
        return values.containsKey(element);
    }

    /** Whether a flag is set. */
    boolean is(PlanClassElement element) {
        return Boolean.TRUE.equals(values.get(element));
    }

    /** A number; 0, which sets no bound, when it is not given. */
    double number(PlanClassElement element) {
        return number(element, 0);
    }

    double number(PlanClassElement element, double otherwise) {
        return values.get(element) instanceof Double number ? number : otherwise;
    }

    Optional<String> text(PlanClassElement element) {
        return values.get(element) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Pattern> pattern(PlanClassElement element) {
        return values.get(element) instanceof Pattern pattern ? Optional.of(pattern) : Optional.empty();
    }

    /** The values of an element that may be repeated. */
    List<?> all(PlanClassElement element) {
        return values.get(element) instanceof List<?> list ? list : List.of();
    }

    /** Whether a value is at least the number given for an element; so when there is none. */
    boolean reaches(PlanClassElement least, double value) {
        return number(least) == 0 || value >= number(least);
    }

    /** Whether a value is at most the number given for an element; so when there is none. */
    boolean keepsWithin(PlanClassElement most, double value) {
        return number(most) == 0 || value <= number(most);
    }

    /** Whether the text matches an element's expression; so when there is none. */
    boolean matches(PlanClassElement expression, String text) {
        return pattern(expression).map(pattern -> pattern.matcher(text).find()).orElse(true);
    }

    /** The same with one number set. */
    PlanClassSpec with(PlanClassElement element, double number) {
        Map<PlanClassElement, Object> changed = new EnumMap<>(values);
        changed.put(element, number);
        return new PlanClassSpec(changed);
    }
}
