package org.muster.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Options for Java that the operator gives to every process of Muster, in the environment's {@code MUSTER_JAVA_OPTIONS},
 * separated by blanks.
 *
 * @param given in their order
 */
public record JavaOptions(List<String> given) {
    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    public JavaOptions {
        given = List.copyOf(given);
    }

    /** Those of this process's environment; none where nothing is set. */
    public static JavaOptions ofEnvironment() {
        return of(System.getenv().getOrDefault("MUSTER_JAVA_OPTIONS", ""));
    }

    static JavaOptions of(String text) {
        return new JavaOptions(text.isBlank() ? List.of() : List.of(text.strip().split("\\s+")));
    }

    /**
     * Ours with the given ones behind them, since of two the last one counts. A garbage collector is the exception: with two
     * Java does not start, so where one is given ours is left out.
     */
    public List<String> behind(List<String> ours) {
        boolean chosen =
                given.stream().anyMatch(option -> COLLECTOR.matcher(option).matches());
        List<String> all = new ArrayList<>(ours);
        all.removeIf(option -> chosen && COLLECTOR.matcher(option).matches());
        all.addAll(given);
        return all;
    }
}
