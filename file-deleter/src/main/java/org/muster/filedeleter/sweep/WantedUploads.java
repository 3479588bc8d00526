package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.FileDeleteState;
import org.muster.common.store.Database;
import org.muster.common.store.ManyRows;
import org.muster.common.work.DocumentFile;
import org.muster.common.work.DocumentFiles;
import org.muster.filedeleter.sweep.AntiqueDecision.Claim;

/**
 * Asks the results which output files are wanted. The file's name only tells at which rows to look; what they name is in
 * their documents. So a template of any kind, or an adopted row, is understood. Thread-safe.
 */
final class WantedUploads implements Wanted {

    /** Longer lists make the databases give up the index. */
    private static final int MOST_NAMES = 800;

    private final Database work;

    WantedUploads(Database work) {
        this.work = work;
    }

    @Override
    public boolean isOurs(String name) {
        return OutputNames.isPossible(name);
    }

    @Override
    public Map<String, Claim> ask(Collection<String> names) {
        return work.read(handle -> {
            Map<String, Claim> claims = new HashMap<>();
            Set<String> asked = new HashSet<>(names);
            look(
                    handle,
                    asked,
                    names.stream()
                            .flatMap(name -> OutputNames.likelyResults(name).stream())
                            .toList(),
                    claims);
            List<String> others = names.stream()
                    .filter(name -> !claims.containsKey(name))
                    .flatMap(name -> OutputNames.otherResults(name).stream())
                    .toList();
            look(handle, asked, others, claims);
            return claims;
        });
    }

    @Override
    public boolean isAnythingKnown() {
        return work.read(handle -> handle.createQuery("select id from result limit 1")
                .mapTo(Long.class)
                .findOne()
                .isPresent());
    }

    private static void look(Handle handle, Set<String> files, List<String> results, Map<String, Claim> claims) {
        List<String> distinct = results.stream().distinct().toList();
        IntStream.iterate(0, from -> from < distinct.size(), from -> from + MOST_NAMES)
                .mapToObj(from -> distinct.subList(from, Math.min(distinct.size(), from + MOST_NAMES)))
                .flatMap(some -> rows(handle, some).stream())
                .forEach(row -> row.files().files().stream()
                        .filter(file -> files.contains(file.name()))
                        .forEach(file -> claims.merge(file.name(), claim(row.state(), file), WantedUploads::stronger)));
    }

    private record Row(FileDeleteState state, DocumentFiles files) {}

    private static List<Row> rows(Handle handle, List<String> results) {
        return ManyRows.select(
                handle, "select file_delete_state, xml_doc_in from result where name in {ids}", results, row -> {
                    byte[] document = row.getBytes("xml_doc_in");
                    return new Row(
                            FileDeleteState.of(row.getInt("file_delete_state")),
                            DocumentFiles.of(document == null ? "" : new String(document, UTF_8)));
                });
    }

    private static Claim claim(FileDeleteState state, DocumentFile file) {
        return switch (state) {
            case INIT, READY, ERROR -> Claim.WANTED;
            case DONE -> file.keep() ? Claim.WANTED : Claim.DELETED;
        };
    }

    private static Claim stronger(Claim one, Claim other) {
        return one == Claim.WANTED ? one : other;
    }
}
