package org.muster.web.counts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Adds to the totals what the processes have counted since the last time, each count once: what was added is noted beside
 * it in the same transaction.
 */
final class CounterFold {
    /** Counters of processes that have ended stay for a day, lest one that was only cut off be added twice. */
    private static final long GONE_SECONDS = 86_400;

    private record Counter(String instance, String name, long amount, long folded) {}

    private CounterFold() {}

    static void run(Handle handle) {
        List<Counter> moved = handle.createQuery("""
                        select instance, name, amount, folded from daemon_counter where amount <> folded for update
                        """)
                .map((row, context) -> new Counter(
                        row.getString("instance"), row.getString("name"), row.getLong("amount"), row.getLong("folded")))
                .list();
        if (!moved.isEmpty()) {
            Map<String, Long> sums = new HashMap<>();
            PreparedBatch notes = handle.prepareBatch(
                    "update daemon_counter set folded = :amount where instance = :instance and name = :name");
            for (Counter counter : moved) {
                sums.merge(counter.name(), counter.amount() - counter.folded(), Long::sum);
                notes.bind("amount", counter.amount())
                        .bind("instance", counter.instance())
                        .bind("name", counter.name())
                        .add();
            }
            notes.execute();
            add(handle, sums);
        }
    }

    /** Removes the counters of processes that are gone for good. */
    static void removeGone(Handle handle, long now) {
        handle.createUpdate("""
                        delete from daemon_counter where amount = folded and not exists (
                          select 1 from daemon_heartbeat beat
                          where beat.instance = daemon_counter.instance and beat.expires_at > :longAgo)
                        """).bind("longAgo", now - GONE_SECONDS).execute();
    }

    private static void add(Handle handle, Map<String, Long> sums) {
        PreparedBatch totals = handle.prepareBatch("""
                insert into status_total (name, amount) values (:name, :amount)
                on duplicate key update amount = amount + values(amount)
                """);
        sums.forEach((name, amount) ->
                totals.bind("name", name).bind("amount", amount).add());
        totals.execute();
    }
}
