package org.muster.web.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a page is asked.
 *
 * @param parameters the decoded query, the first value of each name
 * @param form the decoded fields of a form that was sent, the first value of each name; empty for a GET
 * @param cookies what the browser keeps for us
 * @param browser ties a form to the browser that it was shown to
 * @param sender the address that the request came from, as text
 */
public record PageRequest(
        Map<String, String> parameters,
        Map<String, String> form,
        Map<String, String> cookies,
        BrowserKey browser,
        String sender) {

    public PageRequest {
        parameters = Map.copyOf(parameters);
        form = Map.copyOf(form);
        cookies = Map.copyOf(cookies);
    }

    /** A request without a form or cookies, from nowhere in particular. */
    public PageRequest(Map<String, String> parameters) {
        this(parameters, Map.of(), Map.of(), BrowserKey.of(Map.of()), "");
    }

    /** A parameter's value, which may be empty; nothing when the query does not name it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A parameter that is a row's id; nothing when it is missing or not a number from 1 up. */
    public Optional<Long> id(String name) {
        return parameter(name).flatMap(PageRequest::positive);
    }

    /** A form field's value without blanks around it; empty when the form does not have it. */
    public String field(String name) {
        return form.getOrDefault(name, "").strip();
    }

    /** A form field as it was typed, blanks and all, as passwords are. */
    public String typed(String name) {
        return form.getOrDefault(name, "");
    }

    /** A form field that is a row's id; nothing when it is missing or not a number from 1 up. */
    public Optional<Long> fieldId(String name) {
        return positive(field(name));
    }

    /** True when a parameter is given and is neither empty nor {@code 0}. */
    public boolean flag(String name) {
        return parameter(name)
                .filter(value -> !value.isEmpty() && !value.equals("0"))
                .isPresent();
    }

    private static Optional<Long> positive(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
