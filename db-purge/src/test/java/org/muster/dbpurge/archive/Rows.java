package org.muster.dbpurge.archive;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Records for tests. */
final class Rows {

    private Rows() {}

    /** The record with a plain value in every field that it lacks. */
    static ArchiveRecord completed(ArchiveRecord row) {
        SequencedMap<String, String> values = new LinkedHashMap<>(row.values());
        row.format().fields().forEach(field -> values.putIfAbsent(field.name(), plain(field.kind())));
        return new ArchiveRecord(row.format(), values);
    }

    /** A result's record with one field set and all others plain. */
    static ArchiveRecord result(String field, String value) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        ArchiveFormat.RESULT.fields().forEach(each -> values.put(each.name(), plain(each.kind())));
        values.put(field, value);
        return new ArchiveRecord(ArchiveFormat.RESULT, values);
    }

    private static String plain(ArchiveField.Kind kind) {
        return switch (kind) {
            case WHOLE -> "7";
            case REAL -> ArchiveNumbers.real(0);
            case FIXED -> ArchiveNumbers.fixed(0);
            case TIME -> "2026-11-21 19:10:29";
            case NAME -> "a_name";
            case DOCUMENT -> "<a/>";
            case OUTPUT -> "";
        };
    }
}
