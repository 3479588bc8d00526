package org.muster.web.status;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param tone how bad it is
 * @param words what is wrong, a sentence without its full stop
 * @param since since when, if that is known
 */
record Problem(Tone tone, String words, Optional<Instant> since) {

    static Problem of(Tone tone, String words, Instant since) {
        return new Problem(tone, words, since.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(since));
    }
}
