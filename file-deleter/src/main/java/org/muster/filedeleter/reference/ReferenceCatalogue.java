package org.muster.filedeleter.reference;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.Database;
import org.muster.common.work.DocumentFile;

/**
 * Keeps {@code input_reference} complete: reads every workunit once, soon after it was inserted, by whomever, and notes which
 * files it shares.
 *
 * <p>A file called {@code WORKUNIT.ENDING} is the workunit's own and is noted only when another one names it too, for both. So
 * what this costs is one look at each new workunit, and a row for each use of a file with another name.
 *
 * <p>Identifiers are given out before rows are committed, so a lower one may come to light after a higher one. The position
 * moves only behind rows that are {@link #SETTLED} old; what was read of the younger ones is remembered in memory. Not
 * thread-safe; any number of copies may run.
 */
public final class ReferenceCatalogue {

    /** No transaction that inserts workunits stays open for so long: a statement is broken off after two minutes. */
    static final Duration SETTLED = Duration.ofMinutes(5);

    static final String WALK = "input-references";

    /** Three short walks along the index of the file deleter; done workunits are passed over without a look. */
    private static final String UNFINISHED = """
            select id from (
              (select id from workunit where file_delete_state = 0 and {unread} order by id limit :limit)
              union all
              (select id from workunit where file_delete_state = 1 and {unread} order by id limit :limit)
              union all
              (select id from workunit where file_delete_state = 3 and {unread} order by id limit :limit)
            ) unfinished order by id limit :limit
            """;

    private record Progress(List<WorkunitInputs> learned, long position, boolean complete) {}

    private final Database work;
    private final InstantSource clock;
    private final int batchSize;
    /** What was read behind the position. */
    private final ReadWorkunits read = new ReadWorkunits();

    /** Reads at most {@code batchSize} workunits by one transaction. */
    public ReferenceCatalogue(Database work, InstantSource clock, int batchSize) {
        this.work = work;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /**
     * Reads a batch of new workunits.
     *
     * @return true when none was left at that moment; only then is anything known about which files are shared
     */
    public boolean catchUp() {
        Progress progress = work.transact(handle -> {
            long position = position(handle);
            int limit = read.repeated(position) + batchSize;
            List<Long> unfinished = unfinished(handle, position, limit);
            List<Long> unread =
                    unfinished.stream().filter(id -> !read.contains(id)).toList();
            List<WorkunitInputs> learned =
                    ReferenceRows.byId(handle, unread.subList(0, Math.min(batchSize, unread.size())));
            note(handle, learned);
            boolean complete = unfinished.size() < limit && learned.size() == unread.size();
            long settled = complete ? settled(position, learned) : position;
            if (settled > position) {
                moveTo(handle, settled);
            }
            return new Progress(learned, settled, complete);
        });
        read.add(progress.learned());
        read.forgetUpTo(progress.position());
        return progress.complete();
    }

    /** Where the position may move when everything is known: not past what was read only now. */
    private long settled(long position, List<WorkunitInputs> learned) {
        long settled = read.settled(position, clock.instant().minus(SETTLED).getEpochSecond());
        return learned.isEmpty()
                ? settled
                : Math.clamp(learned.getFirst().id() - 1, position, Math.max(position, settled));
    }

    private static void note(Handle handle, List<WorkunitInputs> workunits) {
        Set<InputReference> references = new HashSet<>();
        Map<String, WorkunitInputs> own = new HashMap<>();
        Set<String> foreign = new TreeSet<>();
        for (WorkunitInputs workunit : workunits) {
            for (DocumentFile file : workunit.files()) {
                if (file.keep()) {
                    references.add(new InputReference(file.name(), InputReference.KEEP));
                } else if (workunit.owns(file.name())) {
                    own.put(file.name(), workunit);
                } else {
                    references.add(new InputReference(file.name(), workunit.id()));
                    foreign.add(file.name());
                }
            }
        }
        ReferenceRows.insert(handle, references);
        ReferenceRows.insert(
                handle,
                Stream.concat(
                                ownersOf(handle, foreign),
                                ReferenceRows.known(handle, own.keySet()).stream()
                                        .map(file -> new InputReference(
                                                file, own.get(file).id())))
                        .toList());
    }

    /** What was nobody's business but the owner's until now. */
    private static Stream<InputReference> ownersOf(Handle handle, Collection<String> files) {
        Set<String> names = new TreeSet<>();
        files.forEach(file -> names.add(WorkunitInputs.ownerOf(file)));
        return ReferenceRows.needyByName(handle, names).stream()
                .flatMap(owner -> owner.files().stream()
                        .map(DocumentFile::name)
                        .filter(file -> owner.owns(file) && files.contains(file))
                        .map(file -> new InputReference(file, owner.id())));
    }

    private List<Long> unfinished(Handle handle, long position, int limit) {
        return handle.createQuery(UNFINISHED.replace("{unread}", read.others(position)))
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** The position, kept from everybody else until the transaction ends. */
    static long position(Handle handle) {
        return lockedPosition(handle).orElseGet(() -> {
            handle.createUpdate("insert ignore into file_walk (walk, position) values (:walk, '0')")
                    .bind("walk", WALK)
                    .execute();
            return lockedPosition(handle).orElseThrow();
        });
    }

    private static Optional<Long> lockedPosition(Handle handle) {
        return handle.createQuery("select cast(position as signed) from file_walk where walk = :walk for update")
                .bind("walk", WALK)
                .mapTo(Long.class)
                .findOne();
    }

    private static void moveTo(Handle handle, long position) {
        handle.createUpdate("update file_walk set position = :position where walk = :walk")
                .bind("position", Long.toString(position))
                .bind("walk", WALK)
                .execute();
    }
}
