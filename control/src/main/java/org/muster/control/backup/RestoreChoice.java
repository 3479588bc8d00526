package org.muster.control.backup;

import java.util.Optional;

/**
 * What is to be restored, and how.
 *
 * @param set the set's name; the newest when empty
 * @param work whether the work database
 * @param science whether the science database
 * @param files whether the files
 * @param replace whether databases that have tables are replaced
 * @param margin by how much the numbers of new rows are raised
 */
public record RestoreChoice(
        Optional<String> set, boolean work, boolean science, boolean files, boolean replace, long margin) {
    /** More rows than a project makes between two backups. */
    public static final long MARGIN = 10_000_000;

    /** Everything of the newest set, into databases that are empty. */
    public static RestoreChoice everything() {
        return new RestoreChoice(Optional.empty(), true, true, true, false, MARGIN);
    }

    /** The same, in place of what is there. */
    public RestoreChoice replacing() {
        return new RestoreChoice(set, work, science, files, true, margin);
    }

    /** Only some of it. */
    public RestoreChoice only(boolean workToo, boolean scienceToo, boolean filesToo) {
        return new RestoreChoice(set, workToo, scienceToo, filesToo, replace, margin);
    }
}
