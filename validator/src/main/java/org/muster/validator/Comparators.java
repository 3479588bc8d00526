package org.muster.validator;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.muster.common.config.ConfigException;

/**
 * Which comparator an application's results are compared by.
 *
 * @param byApplication by the application's name; any other is compared bit by bit
 */
record Comparators(Map<String, ResultComparator<?>> byApplication) {

    private static final String DEFAULT = "bitwise";

    private static final Map<String, ResultComparator<?>> KNOWN =
            Map.of(DEFAULT, new BitwiseComparator(), SpikeComparator.SPIKES, new SpikeComparator());

    /**
     * From the setting {@code backend.comparators}.
     *
     * @throws ConfigException if it names a comparator that there is not
     */
    static Comparators of(Map<String, String> names) {
        return new Comparators(names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> known(entry.getKey(), entry.getValue()))));
    }

    ResultComparator<?> of(String application) {
        return byApplication.getOrDefault(application, KNOWN.get(DEFAULT));
    }

    private static ResultComparator<?> known(String application, String name) {
        ResultComparator<?> comparator = KNOWN.get(name);
        if (comparator == null) {
            throw new ConfigException("backend.comparators gives " + application + " the comparator '" + name
                    + "'; there are " + new TreeSet<>(KNOWN.keySet()));
        }
        return comparator;
    }
}
