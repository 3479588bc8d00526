package org.muster.splitter;

import java.sql.SQLIntegrityConstraintViolationException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.muster.common.model.FileDeleteState;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;
import org.muster.common.store.NewWorkunit;
import org.muster.common.store.WorkunitInserts;
import org.muster.science.database.CutPiece;

/** The splitter's side of the work database. */
final class WorkDesk {
    private final Database work;
    private final WorkunitForm form;

    WorkDesk(Database work, WorkunitForm form) {
        this.work = work;
        this.form = form;
    }

    /**
     * How far a recording is out.
     *
     * @param nextPiece the first piece that is not
     * @param pieces all pieces
     */
    record Progress(int nextPiece, int pieces) {}

    /** How far a recording is out; empty before its first piece. */
    Optional<Progress> progress(String recordingName) {
        return work.read(handle -> handle.createQuery(
                        "select next_piece, total_pieces from split_progress where recording_name = :name")
                .bind("name", recordingName)
                .map((row, context) -> new Progress(row.getInt("next_piece"), row.getInt("total_pieces")))
                .findOne());
    }

    /** About how many results are unsent, with those that the transitioner has still to make for new workunits. */
    long unsentResults(long now) {
        return work.estimate(handle -> handle.createQuery("""
                        select
                          (select count(*) from result join app on app.id = result.appid
                           where result.server_state in (:inactive, :unsent) and app.name = :app)
                          + :quorum *
                          (select count(*) from workunit join app on app.id = workunit.appid
                             left join result on result.workunitid = workunit.id
                           where workunit.transition_time <= :now and app.name = :app and result.id is null)
                        """)
                .bind("inactive", ServerState.INACTIVE.code())
                .bind("unsent", ServerState.UNSENT.code())
                .bind("app", form.app())
                .bind("quorum", form.quorum())
                .bind("now", now)
                .mapTo(Long.class)
                .one());
    }

    /**
     * Moves a recording's progress from one piece to another and inserts the workunits of the pieces between, in one transaction.
     *
     * @return false when the progress was elsewhere: another splitter was faster, nothing was changed
     * @throws SpoiledRecordingException when a workunit of such a name is there already
     */
    boolean issue(String recordingName, Progress from, int nextPiece, List<CutPiece> pieces, long now) {
        try {
            return work.transact(handle -> {
                if (!move(handle, recordingName, from, nextPiece)) {
                    return false;
                }
                long app = appId(handle);
                List<NewWorkunit> workunits =
                        pieces.stream().map(piece -> form.workunit(app, piece)).toList();
                WorkunitInserts.insert(handle, workunits, now);
                return true;
            });
        } catch (UnableToExecuteStatementException e) {
            throw duplicate(e)
                    .<RuntimeException>map(duplicate -> new SpoiledRecordingException(
                            "the work database already has a workunit that this recording was to bring: "
                                    + duplicate.getMessage(),
                            e))
                    .orElse(e);
        }
    }

    /** Those of these workunits whose input files nobody will ask for or delete any more, all pieces being out. */
    Set<String> withoutNeedOfFiles(List<String> workunitNames) {
        if (workunitNames.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>(workunitNames);
        names.removeAll(work.<List<String>>read(handle -> handle.createQuery(
                        "select name from workunit where name in (<names>) and file_delete_state <> :done")
                .bindList("names", workunitNames)
                .bind("done", FileDeleteState.DONE.code())
                .mapTo(String.class)
                .list()));
        return names;
    }

    /** The driver wraps the error of one row of many in that of the statement. */
    private static Optional<SQLIntegrityConstraintViolationException> duplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLIntegrityConstraintViolationException violation) {
                return Optional.of(violation);
            }
        }
        return Optional.empty();
    }

    private static boolean move(Handle handle, String recordingName, Progress from, int nextPiece) {
        handle.createUpdate("""
                        insert into split_progress (recording_name, next_piece, total_pieces) values (:name, 0, :pieces)
                        on duplicate key update recording_name = recording_name
                        """)
                .bind("name", recordingName)
                .bind("pieces", from.pieces())
                .execute();
        return handle.createUpdate("""
                                update split_progress set next_piece = :next
                                where recording_name = :name and next_piece = :expected and total_pieces = :pieces
                                """)
                        .bind("name", recordingName)
                        .bind("next", nextPiece)
                        .bind("expected", from.nextPiece())
                        .bind("pieces", from.pieces())
                        .execute()
                == 1;
    }

    private long appId(Handle handle) {
        return handle.createQuery("select id from app where name = :app")
                .bind("app", form.app())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new IllegalStateException("the work database has no application '" + form.app()
                        + "'; add it, or change splitter.app in the configuration"));
    }
}
