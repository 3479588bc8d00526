package org.muster.control.fsck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found and repaired, counted, with the first examples of each kind. Not thread-safe. */
public final class FsckReport {
    private static final int EXAMPLES = 5;

    private final Map<Finding, Entry> entries = new EnumMap<>(Finding.class);

    private static final class Entry {
        private long found;
        private long repaired;
        private final List<String> examples = new ArrayList<>();
    }

    void found(Finding finding, String example) {
        Entry entry = entry(finding);
        entry.found++;
        if (entry.examples.size() < EXAMPLES) {
            entry.examples.add(example);
        }
    }

    void found(Finding finding, long count, String example) {
        if (count > 0) {
            found(finding, example);
            entry(finding).found += count - 1;
        }
    }

    void repaired(Finding finding, long count) {
        if (count > 0) {
            entry(finding).repaired += count;
        }
    }

    /** How many there are of a kind. */
    public long count(Finding finding) {
        return entries.containsKey(finding) ? entries.get(finding).found : 0;
    }

    /** How many of a kind were repaired. */
    public long repairedCount(Finding finding) {
        return entries.containsKey(finding) ? entries.get(finding).repaired : 0;
    }

    /** Whether something is wrong that was not repaired. */
    public boolean isWrong() {
        return entries.entrySet().stream()
                .anyMatch(entry -> entry.getKey().isWrong() && entry.getValue().repaired < entry.getValue().found);
    }

    /** A line for each kind, with examples. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        entries.forEach((finding, entry) -> {
            lines.add("%8d  %s%s".formatted(entry.found, finding.words(), effect(finding, entry)));
            entry.examples.forEach(example -> lines.add("            " + example));
        });
        if (entries.isEmpty()) {
            lines.add("Database and files fit together.");
        }
        return lines;
    }

    private static String effect(Finding finding, Entry entry) {
        if (!finding.isWrong()) {
            return " — " + finding.repair();
        }
        return entry.repaired == 0
                ? " — with --repair: " + finding.repair()
                : " — " + entry.repaired + " repaired: " + finding.repair();
    }

    /** For scripts: by kind, how many were found and repaired. */
    public Map<String, Map<String, Object>> counts() {
        Map<String, Map<String, Object>> counts = new LinkedHashMap<>();
        entries.forEach((finding, entry) -> counts.put(
                finding.key(),
                Map.of("found", entry.found, "repaired", entry.repaired, "examples", List.copyOf(entry.examples))));
        return counts;
    }

    private Entry entry(Finding finding) {
        return entries.computeIfAbsent(finding, ignored -> new Entry());
    }
}
