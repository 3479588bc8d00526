package org.muster.control.backup;

import java.util.List;
import java.util.Map;

/**
 * What a restore would do.
 *
 * @param set the set's name
 * @param databases what is in each database now, by its name
 * @param files files that are missing or different, by tree
 * @param bytes bytes of these
 * @param same files that are as in the backup
 * @param damage what is wrong with the backup, the first ones; empty when it is whole
 * @param obstacles why it cannot be done as it was asked for; empty when it can
 */
public record RestorePlan(
        String set,
        Map<String, String> databases,
        Map<String, Long> files,
        long bytes,
        long same,
        List<String> damage,
        List<String> obstacles) {

    /** Whether it can be done. */
    public boolean isPossible() {
        return damage.isEmpty() && obstacles.isEmpty();
    }
}
