package org.muster.web.status;

import java.util.Locale;

/** How a state is coloured. The colour only repeats what the word beside it says. */
enum Tone {
    /** As it should be. */
    GOOD,
    /** Worth knowing. */
    NOTE,
    /** Needs a look. */
    WARNING,
    /** Something does not work. */
    BAD;

    /** The class in the style sheet. */
    String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
