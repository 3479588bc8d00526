package org.muster.filedeleter.sweep;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was found, counted by verdict and age. Not thread-safe. */
public final class Findings {

    /**
     * A class of files.
     *
     * @param verdict what was said of them
     * @param ageDays they are at least so many days old (0 or a power of 2), and less than twice as many
     */
    public record Kind(Verdict verdict, int ageDays) implements Comparable<Kind> {
        static Kind of(Verdict verdict, Duration age) {
            return new Kind(verdict, (int) Math.min(1 << 20, Long.highestOneBit(age.toDays())));
        }

        @Override
        public int compareTo(Kind other) {
            int byVerdict = verdict.compareTo(other.verdict);
            return byVerdict != 0 ? byVerdict : Integer.compare(ageDays, other.ageDays);
        }
    }

    /**
     * How many.
     *
     * @param files all of the class
     * @param bytes of all of them
     * @param removed how many of them are gone now
     */
    public record Count(long files, long bytes, long removed) {
        private Count plus(Count other) {
            return new Count(files + other.files, bytes + other.bytes, removed + other.removed);
        }
    }

    private final Map<Kind, Count> counts = new TreeMap<>();

    void add(Kind kind, long bytes, boolean removed) {
        counts.merge(kind, new Count(1, bytes, removed ? 1 : 0), Count::plus);
    }

    void add(Findings more) {
        more.counts.forEach((kind, count) -> counts.merge(kind, count, Count::plus));
    }

    /** By verdict, then by age. */
    public Map<Kind, Count> counts() {
        return Map.copyOf(counts);
    }

    /** How many files of some verdicts there are. */
    public long files(Predicate<Verdict> verdicts) {
        return counts.entrySet().stream()
                .filter(entry -> verdicts.test(entry.getKey().verdict()))
                .mapToLong(entry -> entry.getValue().files())
                .sum();
    }

    /** How many files are gone. */
    public long removed() {
        return counts.values().stream().mapToLong(Count::removed).sum();
    }

    /** How many bytes the antiques have, those included that are gone. */
    public long antiqueBytes() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().verdict().isAntique())
                .mapToLong(entry -> entry.getValue().bytes())
                .sum();
    }
}
