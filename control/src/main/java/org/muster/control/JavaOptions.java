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
    private static final Pattern HEAP = Pattern.compile("-Xm[nsx].+|-XX:\\w*(HeapSize|NewSize|NewRatio)=.+");

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
     * Ours with the given ones behind them, since of two the last one counts. What does not go together is the exception, for
     * with it Java does not start: where a garbage collector is given ours is left out, and where that or a size of the heap
     * is given, so is how ours divides the heap.
     */
    public List<String> behind(List<String> ours) {
        boolean collector = isGiven(COLLECTOR);
        boolean heap = collector || isGiven(HEAP);
        List<String> all = new ArrayList<>(ours);
        all.removeIf(option -> collector && COLLECTOR.matcher(option).matches() || heap && HeapOptions.divides(option));
        all.addAll(given);
        return all;
    }

    private boolean isGiven(Pattern kind) {
        return given.stream().anyMatch(option -> kind.matcher(option).matches());
    }
}
