package org.muster.web.status;

import java.time.Instant;
import java.util.Optional;
import org.muster.web.counts.Since;

/**
 * Something that is not as it should be.
 *
 * @param tone how bad it is
 * @param words what is wrong, so that {@code for 3 minutes} may follow
 * @param detail what else there is to say, empty for nothing
 * @param since since when, if that is known
 * @param orEarlier true when it may have begun earlier: it was so already when somebody first looked
 */
record Problem(Tone tone, String words, String detail, Optional<Instant> since, boolean orEarlier) {

    static Problem of(Tone tone, String words, String detail, Instant since) {
        return new Problem(tone, words, detail, Optional.of(since), false);
    }

    /** A problem that does not say itself since when it lasts. */
    static Problem of(Tone tone, String words, String detail, Optional<Since> since) {
        return new Problem(
                tone,
                words,
                detail,
                since.map(Since::moment),
                since.map(Since::atLeast).orElse(false));
    }

    /** A problem of which nobody knows how long it has lasted. */
    static Problem of(Tone tone, String words) {
        return new Problem(tone, words, "", Optional.empty(), false);
    }
}
