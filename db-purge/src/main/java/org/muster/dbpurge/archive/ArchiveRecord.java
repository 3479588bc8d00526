package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One archived row. Two records are equal when every field is the same to the byte.
 *
 * @param format which table the row came from
 * @param values each field's value by its name, in the order of the archive; numbers as they are printed there, other
 *     values as one character (0 to 255) for each stored byte, so that no encoding can lose any; an empty value stands
 *     for the database's null too
 */
public record ArchiveRecord(ArchiveFormat format, SequencedMap<String, String> values) {

    /** Keeps a copy that nobody can change. */
    public ArchiveRecord {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /** The row's id. */
    public long id() {
        return whole("id");
    }

    /** The row's name. */
    public String name() {
        return text("name");
    }

    /** The value of a field with a whole number. */
    public long whole(String field) {
        return Long.parseLong(printed(field));
    }

    /** The value of a field with a floating point number. */
    public double real(String field) {
        return Double.parseDouble(printed(field));
    }

    /** The stored bytes of a field. */
    public byte[] bytes(String field) {
        return printed(field).getBytes(ISO_8859_1);
    }

    /** The stored bytes of a field read as UTF-8. */
    public String text(String field) {
        return new String(bytes(field), UTF_8);
    }

    /**
     * The value as {@link #values} keeps it.
     *
     * @throws IllegalArgumentException if the record has no such field; older archives have fewer
     */
    String printed(String field) {
        String value = ((Map<String, String>) values).get(field);
        if (value == null) {
            throw new IllegalArgumentException(
                    "This " + format.element() + " has no field '" + field + "', only " + values.keySet() + ".");
        }
        return value;
    }
}
