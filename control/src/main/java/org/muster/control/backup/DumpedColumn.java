package org.muster.control.backup;

import java.util.Set;

/**
 * A column, and how its values are dumped.
 *
 * @param name its name
 * @param kind how its values are written
 */
record DumpedColumn(String name, Kind kind) {

    /** Ways to write a value. */
    enum Kind {
        /** As the database prints it; a number. */
        NUMBER,
        /** A number of 32 bits with a point: printed with the digits of a larger one, or some would be lost. */
        SHORT_FLOAT,
        /** In quotes, as the database prints it; a date or a time. */
        MOMENT,
        /** In quotes. */
        CHARACTERS,
        /** In hexadecimal digits. */
        BYTES
    }

    private static final Set<String> NUMBERS = Set.of(
            "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "decimal", "numeric", "double", "real");
    private static final Set<String> MOMENTS = Set.of("date", "time", "datetime", "timestamp", "year");
    private static final Set<String> CHARACTERS = Set.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "enum",
            "set",
            "json",
            "uuid",
            "inet4",
            "inet6");

    /** By the name that {@code information_schema.columns.data_type} has; what is unknown there is dumped byte by byte. */
    static DumpedColumn of(String name, String dataType) {
        String type = dataType.toLowerCase(java.util.Locale.ROOT);
        if (type.equals("float")) {
            return new DumpedColumn(name, Kind.SHORT_FLOAT);
        }
        if (NUMBERS.contains(type)) {
            return new DumpedColumn(name, Kind.NUMBER);
        }
        if (MOMENTS.contains(type)) {
            return new DumpedColumn(name, Kind.MOMENT);
        }
        return new DumpedColumn(name, CHARACTERS.contains(type) ? Kind.CHARACTERS : Kind.BYTES);
    }

    /** What is selected of it, so that the driver has nothing to interpret. */
    String selected() {
        String quoted = DumpConnection.quoted(name);
        return switch (kind) {
            case NUMBER, CHARACTERS, BYTES -> quoted;
            case SHORT_FLOAT -> quoted + " + 0e0";
            case MOMENT -> "cast(" + quoted + " as char)";
        };
    }
}
