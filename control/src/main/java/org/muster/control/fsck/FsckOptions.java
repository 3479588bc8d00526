package org.muster.control.fsck;

/**
 * How to check.
 *
 * @param repair whether what is wrong is repaired
 * @param giveUp whether input files that are missing are known not to come back
 * @param digests whether the contents of files are read and compared with what the rows say
 * @param files whether files are looked for that no row wants
 */
public record FsckOptions(boolean repair, boolean giveUp, boolean digests, boolean files) {
    /** Looks at everything but contents, changes nothing. */
    public static FsckOptions look() {
        return new FsckOptions(false, false, false, true);
    }

    /** The same, and repairs. */
    public static FsckOptions repairing() {
        return new FsckOptions(true, false, false, true);
    }
}
