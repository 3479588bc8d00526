package org.muster.filedeleter.reference;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.files.FileNames;
import org.muster.common.store.Database;

/**
 * Says of the files that workunits no longer need whether another workunit does.
 *
 * <p>Two workunits of one file may be let go by two file deleters at once. The one that comes second must see that it is the
 * last, so those that share files are let go one after the other: each locks the catalogue's position first. Files that
 * nobody shares are known without a lock. Thread-safe.
 */
public final class SharedInputs {

    private final Database work;

    /** Answers from this database; the {@link ReferenceCatalogue} must be complete. */
    public SharedInputs(Database work) {
        this.work = work;
    }

    /**
     * Lets workunits go: from now on they hold no file. May be repeated.
     *
     * @param files the names of the files that each workunit, by its id, needs no longer
     * @return those of the files that must stay, because another workunit needs them or because a document says so
     */
    public Set<String> letGo(Map<Long, List<String>> files) {
        Set<String> names = files.values().stream()
                .flatMap(List::stream)
                .filter(FileNames::isLegal)
                .collect(toSet());
        Set<String> shared = work.read(handle -> ReferenceRows.known(handle, names));
        return shared.isEmpty() ? Set.of() : work.transact(handle -> letGo(handle, files, shared));
    }

    /** Those of these files that some workunit needs, be they shared or its own, or that are to be kept. */
    public Set<String> wanted(Collection<String> files) {
        return work.read(handle -> {
            Set<String> wanted = held(handle, files);
            Set<String> names = files.stream().map(WorkunitInputs::ownerOf).collect(toSet());
            ReferenceRows.needyByName(handle, names)
                    .forEach(owner -> owner.files().forEach(file -> wanted.add(file.name())));
            wanted.retainAll(files);
            return wanted;
        });
    }

    private static Set<String> letGo(Handle handle, Map<Long, List<String>> files, Set<String> shared) {
        ReferenceCatalogue.position(handle);
        Set<InputReference> own = new HashSet<>();
        files.forEach((workunit, names) ->
                names.stream().filter(shared::contains).forEach(name -> own.add(new InputReference(name, workunit))));
        ReferenceRows.delete(handle, own);
        return held(handle, shared);
    }

    /**
     * Reads a bounded number of references at a time, because one file may have millions. References of workunits that are done
     * or gone hold nothing and are removed; a BOINC daemon that did the work leaves them.
     */
    private static Set<String> held(Handle handle, Collection<String> files) {
        Set<String> held = new HashSet<>();
        for (List<String> piece : ReferenceRows.pieces(List.copyOf(files))) {
            Set<String> open = new TreeSet<>(piece);
            for (boolean more = true; more && !open.isEmpty(); open.removeAll(held)) {
                List<InputReference> some = ReferenceRows.some(handle, open);
                held.addAll(withoutDead(handle, some));
                more = some.size() == ReferenceRows.SOME;
            }
        }
        return held;
    }

    private static Set<String> withoutDead(Handle handle, List<InputReference> references) {
        Set<Long> needy = new HashSet<>(ReferenceRows.needy(
                handle, references.stream().map(InputReference::workunit).collect(toSet())));
        needy.add(InputReference.KEEP);
        Map<Boolean, List<InputReference>> alive =
                references.stream().collect(partitioningBy(reference -> needy.contains(reference.workunit())));
        ReferenceRows.delete(handle, alive.get(false));
        return alive.get(true).stream().map(InputReference::file).collect(toSet());
    }
}
