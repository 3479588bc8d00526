package org.muster.scheduler.work;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.scheduler.rules.Reason;
import org.muster.scheduler.rules.Refusal;

/** Collects why a reply does not carry more. Not thread-safe. */
final class RefusalNotes {

    private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    private final Set<String> words = new LinkedHashSet<>();

    void add(Refusal refusal) {
        counts.merge(refusal.reason(), 1, Integer::sum);
        if (!refusal.words().isEmpty()) {
            words.add(refusal.words());
        }
    }

    /** How often each rule refused. */
    Map<Reason, Integer> counts() {
        return counts;
    }

    /** What the volunteer is told, each sentence once, in the order in which it was met. */
    List<String> words() {
        return List.copyOf(words);
    }
}
