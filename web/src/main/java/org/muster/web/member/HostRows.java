package org.muster.web.member;

import java.util.List;
import java.util.Optional;
import org.muster.common.store.Database;

/** Reads and changes computers. Thread-safe. */
final class HostRows {
    private final Database work;

    HostRows(Database work) {
        this.work = work;
    }

    /** A user's computers, those first that were in touch last. */
    List<Host> ofUser(long user, int most) {
        return work.read(handle -> handle.createQuery("select " + Host.COLUMNS + """
                        from host
                        where userid = :user
                        order by rpc_time desc, id desc
                        limit :most
                        """)
                .bind("user", user)
                .bind("most", most)
                .map((row, context) -> Host.of(row))
                .list());
    }

    /** One computer. */
    Optional<Host> byId(long id) {
        return work.read(handle -> handle.createQuery("select " + Host.COLUMNS + " from host where id = :id")
                .bind("id", id)
                .map((row, context) -> Host.of(row))
                .findOne());
    }

    /** Moves a computer of a user to a venue; false when it is not theirs. */
    boolean setVenue(long host, long user, String venue) {
        return work.transact(
                handle -> handle.createUpdate("update host set venue = :venue where id = :host and userid = :user")
                                .bind("venue", venue)
                                .bind("host", host)
                                .bind("user", user)
                                .execute()
                        > 0);
    }
}
