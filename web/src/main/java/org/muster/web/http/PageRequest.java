package org.muster.web.http;

import java.util.Map;
import java.util.Optional;

/**
 * What a page is asked.
 *
 * @param parameters the decoded query, the first value of each name
 */
public record PageRequest(Map<String, String> parameters) {

    public PageRequest {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter's value, which may be empty; nothing when the query does not name it. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** True when a parameter is given and is neither empty nor {@code 0}. */
    public boolean flag(String name) {
        return parameter(name)
                .filter(value -> !value.isEmpty() && !value.equals("0"))
                .isPresent();
    }
}
