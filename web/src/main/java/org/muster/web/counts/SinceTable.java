package org.muster.web.counts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code status_since}: remembers since when something is wrong, over a restart of the web daemons. */
public final class SinceTable {
    /** When nobody has looked for so long, what was seen then and what is seen now may be two things. */
    private static final Duration BELIEVED = Duration.ofHours(1);

    private SinceTable() {}

    /** What was wrong when the holder of the lease last looked. */
    public static List<Since> read(Handle handle, Instant now) {
        return handle.createQuery(
                        "select name, since_at, at_least from status_since where seen_at >= :seen order by name")
                .bind("seen", now.minus(BELIEVED).getEpochSecond())
                .map((row, context) -> new Since(
                        row.getString("name"),
                        Instant.ofEpochSecond(row.getLong("since_at")),
                        row.getInt("at_least") != 0))
                .list();
    }

    /** Writes all that is wrong now; what is not among it is over. */
    static void write(Handle handle, List<Since> lasting, long now) {
        if (lasting.isEmpty()) {
            handle.execute("delete from status_since");
            return;
        }
        handle.createUpdate("delete from status_since where name not in (<names>)")
                .bindList("names", lasting.stream().map(Since::name).toList())
                .execute();
        PreparedBatch rows = handle.prepareBatch("""
                insert into status_since (name, since_at, at_least, seen_at) values (:name, :since, :atLeast, :now)
                on duplicate key update since_at = values(since_at), at_least = values(at_least), seen_at = values(seen_at)
                """);
        lasting.forEach(since -> rows.bind("name", since.name())
                .bind("since", since.moment().getEpochSecond())
                .bind("atLeast", since.atLeast() ? 1 : 0)
                .bind("now", now)
                .add());
        rows.execute();
    }
}
