package org.muster.filedeleter.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.ManyRows;

/** Reads and writes {@code input_reference} and the workunits that it speaks of, by sets. */
final class ReferenceRows {

    /** Longer lists make the databases give up the index. */
    static final int MOST_NAMES = 500;

    /** How many references are looked at together. */
    static final int SOME = 900;

    /** A workunit that still needs its input files. */
    private static final String NEEDS_FILES = "(file_delete_state <> 2 or name like '%nodelete%')";

    private ReferenceRows() {}

    static void insert(Handle handle, Collection<InputReference> references) {
        for (List<List<Object>> some : pieces(values(references))) {
            ManyRows.update(
                    handle,
                    "insert ignore into input_reference (name, workunitid) select c.name, c.workunitid from {rows} c",
                    InputReference.COLUMNS,
                    some);
        }
    }

    static void delete(Handle handle, Collection<InputReference> references) {
        for (List<List<Object>> some : pieces(values(references))) {
            ManyRows.update(handle, """
                    delete r from {rows} c straight_join input_reference r
                    on r.name = convert(c.name using ascii) collate ascii_bin and r.workunitid = c.workunitid
                    """, InputReference.COLUMNS, some);
        }
    }

    /** Those of these files that have a reference. */
    static Set<String> known(Handle handle, Collection<String> files) {
        return new HashSet<>(byName(
                handle,
                "select name from input_reference where name in {ids} group by name",
                files,
                row -> row.getString("name")));
    }

    /**
     * The first references of these files by name and workunit, at most {@link #SOME}.
     *
     * @param files at most {@link #MOST_NAMES}
     */
    static List<InputReference> some(Handle handle, Collection<String> files) {
        return ManyRows.select(
                handle,
                "select name, workunitid from input_reference where name in {ids} order by name, workunitid limit "
                        + SOME,
                files,
                row -> new InputReference(row.getString("name"), row.getLong("workunitid")));
    }

    /** Those of these workunits that still need their input files. */
    static List<Long> needy(Handle handle, Collection<Long> workunits) {
        return ManyRows.select(
                handle,
                "select id from workunit where id in {ids} and " + NEEDS_FILES,
                workunits,
                row -> row.getLong("id"));
    }

    /** Those workunits of these names that still need their input files. */
    static List<WorkunitInputs> needyByName(Handle handle, Collection<String> workunitNames) {
        return byName(
                handle,
                "select id, name, create_time, xml_doc from workunit where name in {ids} and " + NEEDS_FILES,
                workunitNames,
                WorkunitInputs::row);
    }

    static List<WorkunitInputs> byId(Handle handle, Collection<Long> ids) {
        return ManyRows.select(
                handle,
                "select id, name, create_time, xml_doc from workunit where id in {ids} order by id",
                ids,
                WorkunitInputs::row);
    }

    private static <T> List<T> byName(
            Handle handle, String query, Collection<String> names, ManyRows.Reader<T> reader) {
        List<T> found = new ArrayList<>();
        for (List<String> some : pieces(List.copyOf(names))) {
            found.addAll(ManyRows.select(handle, query, some, reader));
        }
        return found;
    }

    private static List<List<Object>> values(Collection<InputReference> references) {
        return references.stream()
                .distinct()
                .sorted(Comparator.comparing(InputReference::file).thenComparing(InputReference::workunit))
                .map(InputReference::values)
                .toList();
    }

    static <T> List<List<T>> pieces(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + MOST_NAMES)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + MOST_NAMES)))
                .toList();
    }
}
