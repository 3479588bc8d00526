package org.muster.filedeleter.sweep;

import java.util.Collection;
import java.util.Map;

/** Asks the database which files are wanted. */
interface Wanted {

    /** Whether a file of this name can be one of ours. */
    boolean isOurs(String name);

    /** What the rows say of each of these files; a file that is not in the answer has no row. */
    Map<String, AntiqueDecision.Claim> ask(Collection<String> names);

    /** Whether the database holds any rows at all: an empty one is more likely the wrong one than a project at its end. */
    boolean isAnythingKnown();
}
