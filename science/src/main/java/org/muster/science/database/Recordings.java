package org.muster.science.database;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.muster.common.store.Database;

/**
 * The recordings of the science database and who is working on which. Every change is one conditional update. Thread-safe.
 */
public final class Recordings {
    private static final String COLUMNS =
            "id, name, path, state, message, digest, sub_bands, segment_samples, segment_step, pieces, attempts";

    private final Database science;

    public Recordings(Database science) {
        this.science = science;
    }

    /**
     * Makes a recording known, once.
     *
     * @param name a legal {@link RecordingName}
     * @param path the file; made absolute
     * @param now Unix seconds
     * @return whether it was new
     * @throws IllegalArgumentException when the name is not legal, or belongs to another file
     */
    public boolean register(String name, Path path, long now) {
        if (!RecordingName.isLegal(name)) {
            throw new IllegalArgumentException("a recording cannot be called '" + name + "': 1 to "
                    + RecordingName.LONGEST + " letters, digits, dashes and underscores are needed");
        }
        String absolute = path.toAbsolutePath().normalize().toString();
        return science.transact(handle -> {
            boolean fresh = path(handle, name).isEmpty();
            if (fresh) {
                handle.createUpdate("""
                                insert into recording (name, path, registered_at, changed_at)
                                values (:name, :path, :now, :now)
                                on duplicate key update id = id
                                """)
                        .bind("name", name)
                        .bind("path", absolute)
                        .bind("now", now)
                        .execute();
            }
            String known = path(handle, name).orElseThrow();
            if (!known.equals(absolute)) {
                throw new IllegalArgumentException("recording " + name + " is already registered as " + known
                        + "; give the file " + absolute + " another name");
            }
            return fresh;
        });
    }

    /**
     * Takes the next recording that nobody else is working on: one that is half cut before one that is new.
     *
     * @param now Unix seconds
     */
    public Optional<RecordingRow> claim(RecordingLease lease, long now) {
        return science.transact(handle -> {
            Optional<RecordingRow> free = handle.createQuery("""
                            select %s from recording
                            where state in ('SPLITTING', 'NEW') and retry_at <= :now
                              and (lease_until <= :now or lease_holder = :holder)
                            order by state desc, id limit 1 for update skip locked
                            """.formatted(COLUMNS))
                    .bind("now", now)
                    .bind("holder", lease.holder())
                    .map((row, context) -> recording(row))
                    .findOne();
            free.ifPresent(recording -> handle.createUpdate("""
                            update recording set lease_holder = :holder, lease_until = :now + :seconds where id = :id
                            """)
                    .bind("id", recording.id())
                    .bind("holder", lease.holder())
                    .bind("now", now)
                    .bind("seconds", lease.seconds())
                    .execute());
            return free;
        });
    }

    /** Prolongs a lease; false when it was lost. */
    public boolean renew(long id, RecordingLease lease, long now) {
        return science.transact(handle -> {
            Optional<String> holder = handle.createQuery("select lease_holder from recording where id = :id for update")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne();
            if (holder.isEmpty() || !holder.get().equals(lease.holder())) {
                return false;
            }
            // Counted by the lock above and not by changed rows: within one second the value stays what it was.
            handle.createUpdate("update recording set lease_until = :now + :seconds where id = :id")
                    .bind("id", id)
                    .bind("now", now)
                    .bind("seconds", lease.seconds())
                    .execute();
            return true;
        });
    }

    /** Who holds a lease that has not ended. */
    public Set<String> holders(long now) {
        return science.read(handle ->
                new HashSet<>(handle.createQuery("select lease_holder from recording where lease_until > :now")
                        .bind("now", now)
                        .mapTo(String.class)
                        .list()));
    }

    /** Ends the leases of a holder that is known to be dead. */
    public void endLeases(String holder) {
        science.write(handle -> handle.createUpdate("update recording set lease_until = 0 where lease_holder = :holder")
                .bind("holder", holder)
                .execute());
    }

    /**
     * Cutting begins, or begins again after an interruption: NEW or SPLITTING to SPLITTING.
     *
     * @param digest SHA-256 of the usable blocks
     * @param blocks how many there are
     * @param message what is odd about it; may be empty
     */
    public void begin(long id, String digest, int blocks, FixedCut cut, String message, long now) {
        science.write(handle -> change(handle, """
                        update recording set state = 'SPLITTING', digest = :digest, blocks = :blocks,
                          sub_bands = :subBands, segment_samples = :segmentSamples, segment_step = :segmentStep,
                          pieces = :pieces, message = :message, attempts = 0, changed_at = :now
                        where id = :id and state in ('NEW', 'SPLITTING')
                        """, id, message, now)
                .bind("digest", digest)
                .bind("blocks", blocks)
                .bind("subBands", cut.subBands())
                .bind("segmentSamples", cut.segmentSamples())
                .bind("segmentStep", cut.segmentStep())
                .bind("pieces", cut.pieces())
                .execute());
    }

    /**
     * Ends the work on a recording; does nothing when it has ended already.
     *
     * @param state SPLIT, CUT_SHORT, REFUSED or BLOCKED
     * @param message for the operator
     */
    public void end(long id, RecordingState state, String message, long now) {
        if (!state.terminal()) {
            throw new IllegalArgumentException(state + " does not end the work on a recording");
        }
        science.write(handle -> change(handle, """
                        update recording set state = :state, message = :message, lease_until = 0, changed_at = :now
                        where id = :id and state in ('NEW', 'SPLITTING')
                        """, id, message, now)
                .bind("state", state.name())
                .execute());
    }

    /** Puts a recording back after a failure, to be tried again from {@code retryAt} (Unix seconds) on. */
    public void postpone(long id, String message, long retryAt, long now) {
        science.write(handle ->
                change(handle, """
                        update recording set message = :message, attempts = attempts + 1, retry_at = :retryAt,
                          lease_until = 0, changed_at = :now
                        where id = :id and state in ('NEW', 'SPLITTING')
                        """, id, message, now).bind("retryAt", retryAt).execute());
    }

    /** Lets a blocked recording go again, by an operator's word; false when it is not blocked. */
    public boolean release(String name, long now) {
        return science.transact(handle ->
                handle.createUpdate("""
                                update recording set state = if(digest is null, 'NEW', 'SPLITTING'), message = '',
                                  attempts = 0, retry_at = 0, changed_at = :now
                                where name = :name and state = 'BLOCKED'
                                """).bind("name", name).bind("now", now).execute() == 1);
    }

    /** The recording of this name. */
    public Optional<RecordingRow> find(String name) {
        return science.read(handle -> handle.createQuery("select " + COLUMNS + " from recording where name = :name")
                .bind("name", name)
                .map((row, context) -> recording(row))
                .findOne());
    }

    /** All recordings, in the order in which they were registered. */
    public List<RecordingRow> all() {
        return science.read(handle -> handle.createQuery("select " + COLUMNS + " from recording order by id")
                .map((row, context) -> recording(row))
                .list());
    }

    private static Optional<String> path(Handle handle, String name) {
        return handle.createQuery("select path from recording where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    private static Update change(Handle handle, String sql, long id, String message, long now) {
        return handle.createUpdate(sql)
                .bind("id", id)
                .bind("message", Text.fitting(message))
                .bind("now", now);
    }

    private static RecordingRow recording(ResultSet row) throws SQLException {
        Optional<String> digest = Optional.ofNullable(row.getString("digest"));
        FixedCut cut = new FixedCut(
                row.getInt("sub_bands"),
                row.getInt("segment_samples"),
                row.getInt("segment_step"),
                row.getInt("pieces"));
        return new RecordingRow(
                row.getLong("id"),
                row.getString("name"),
                Path.of(row.getString("path")),
                RecordingState.valueOf(row.getString("state")),
                row.getString("message"),
                digest,
                digest.map(begun -> cut),
                row.getInt("attempts"));
    }
}
