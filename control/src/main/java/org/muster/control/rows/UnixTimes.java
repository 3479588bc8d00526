package org.muster.control.rows;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moments for people and scripts: UTC as ISO 8601 writes it. They are made here and not by the database, whose session
 * may be in any time zone.
 */
public final class UnixTimes {
    /** BOINC's "never". */
    private static final long NEVER = Integer.MAX_VALUE;

    private UnixTimes() {}

    /**
     * The row with some columns of Unix seconds as moments.
     *
     * @param columns those columns; 0 (not yet) and BOINC's greatest number (never) become null
     */
    public static Map<String, Object> readable(Map<String, Object> row, String... columns) {
        Map<String, Object> readable = new LinkedHashMap<>(row);
        for (String column : columns) {
            readable.put(column, text(((Number) row.get(column)).longValue()));
        }
        return readable;
    }

    private static String text(long seconds) {
        return seconds <= 0 || seconds >= NEVER
                ? null
                : Instant.ofEpochSecond(seconds).toString();
    }
}
