package org.muster.web.status;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param tone how bad it is
 * @param words what is wrong, so that {@code for 3 minutes} may follow
 * @param detail what else there is to say, empty for nothing
 * @param since since when, if that is known
 */
record Problem(Tone tone, String words, String detail, Optional<Instant> since) {

    static Problem of(Tone tone, String words, String detail, Instant since) {
        return new Problem(tone, words, detail, Optional.of(since));
    }

    /** A problem of which nobody knows how long it has lasted. */
    static Problem of(Tone tone, String words) {
        return new Problem(tone, words, "", Optional.empty());
    }
}
