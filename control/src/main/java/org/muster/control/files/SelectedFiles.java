package org.muster.control.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;

/**
 * The files that the rows of selected workunits name, some hundred workunits at a time. Files that the file deleter is to
 * delete, or has, are left to it. Thread-safe.
 */
final class SelectedFiles {
    private static final int WORKUNITS = 500;
    /** The file deleter has nothing to do with them yet. */
    private static final int KEPT = 0;

    private final Database work;
    private final WorkunitSelection selection;

    /**
     * Some workunits.
     *
     * @param last the greatest id among them
     * @param workunits how many they are
     * @param inputs names of their input files, each once
     * @param outputs names of the files of their results, each once, uploaded or not
     */
    record Piece(long last, int workunits, Set<String> inputs, Set<String> outputs) {}

    private record Workunit(long id, int deletion, byte[] document) {}

    SelectedFiles(Database work, WorkunitSelection selection) {
        selection.check();
        this.work = work;
        this.selection = selection;
    }

    /** The next workunits by id; empty at the end. */
    Optional<Piece> after(long position) {
        return work.read(handle -> {
            List<Workunit> workunits = workunits(handle, position);
            if (workunits.isEmpty()) {
                return Optional.empty();
            }
            Set<String> inputs = new LinkedHashSet<>();
            workunits.stream()
                    .filter(workunit -> workunit.deletion() == KEPT)
                    .forEach(workunit -> inputs.addAll(names(workunit.document())));
            Set<String> outputs = new LinkedHashSet<>();
            List<Long> ids =
                    new ArrayList<>(workunits.stream().map(Workunit::id).toList());
            ManyRows.select(
                            handle,
                            "select xml_doc_in from result where workunitid in {ids} and file_delete_state = " + KEPT
                                    + " and xml_doc_in is not null",
                            ids,
                            row -> row.getBytes("xml_doc_in"))
                    .forEach(document -> outputs.addAll(names(document)));
            return Optional.of(new Piece(ids.getLast(), ids.size(), inputs, outputs));
        });
    }

    private List<Workunit> workunits(Handle handle, long position) {
        return handle.createQuery("select id, file_delete_state, xml_doc from workunit where id > :position and "
                        + selection.condition() + " order by id limit :limit")
                .bind("position", position)
                .bind("limit", WORKUNITS)
                .bindMap(selection.values())
                .map((row, context) ->
                        new Workunit(row.getLong("id"), row.getInt("file_delete_state"), row.getBytes("xml_doc")))
                .list();
    }

    private static List<String> names(byte[] document) {
        return document == null
                ? List.of()
                : DocumentFiles.of(new String(document, UTF_8)).files().stream()
                        .map(DocumentFile::name)
                        .toList();
    }
}
