package org.muster.dbpurge.archive;

/**
 * One element of an archive record, which is one column of the archived row.
 *
 * @param name the element's name and the column's name
 * @param kind how the value is written
 */
public record ArchiveField(String name, Kind kind) {

    /** How a value is written between its tags. */
    public enum Kind {
        /** A whole number in decimal. */
        WHOLE,
        /** A double with 16 significant digits, or 17 where 16 would change it. */
        REAL,
        /** A double with six digits after the point, or 17 significant digits where six would change it. */
        FIXED,
        /** A point in time as the database prints it, {@code YYYY-MM-DD hh:mm:ss}. */
        TIME,
        /** A short name without markup, as UTF-8 with {@code &} and {@code <} escaped. */
        NAME,
        /** An XML fragment, byte for byte as stored. */
        DOCUMENT,
        /** Bytes of any kind, escaped byte by byte. */
        OUTPUT
    }
}
