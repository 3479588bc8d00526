package org.muster.scheduler.request;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The features of processors, out of the texts in which clients list them. There are some hundred kinds of processors, and each
 * computer says the same in every request, so what was read is kept. Thread-safe.
 */
final class ProcessorFeatures {

    /** Letters of all texts together that are remembered. */
    private static final long MOST_LETTERS = 2 << 20;

    private static final LoadingCache<String, Set<String>> KNOWN = Caffeine.newBuilder()
            .maximumWeight(MOST_LETTERS)
            .weigher((String text, Set<String> features) -> text.length())
            .build(ProcessorFeatures::read);

    private ProcessorFeatures() {}

    /** The words of a text, in small letters. */
    static Set<String> of(String text) {
        return text.isBlank() ? Set.of() : KNOWN.get(text);
    }

    private static Set<String> read(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
