package org.muster.common.daemon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The counters that the status page adds up over all processes: written with the heartbeats to table
 * {@code daemon_counter}, each process in rows of its own, so that no daemon's transaction waits for another's. What a
 * process counted after its last heartbeat is lost when it is killed.
 */
final class PublishedCounters {
    /** One counter: its name in the table, the meter's name and a tag that the meter has. */
    private record Published(String name, String meter, String tag, String value) {}

    private static final Published[] ALL = {
        new Published("results_received", "muster.scheduler.tasks", "what", "reported"),
        new Published("results_sent", "muster.scheduler.tasks", "what", "sent"),
        new Published("files_received", "muster.upload.replies", "status", "ok"),
    };

    private final MeterRegistry registry;
    private final Map<String, Long> written = new LinkedHashMap<>();

    PublishedCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Writes those that have counted since the last time. */
    void write(Handle handle, String instance) {
        Map<String, Long> changed = new LinkedHashMap<>();
        for (Published one : ALL) {
            long amount = amount(one);
            if (amount != written.getOrDefault(one.name(), 0L)) {
                changed.put(one.name(), amount);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        PreparedBatch rows = handle.prepareBatch("""
                insert into daemon_counter (instance, name, amount) values (:instance, :name, :amount)
                on duplicate key update amount = values(amount)
                """);
        changed.forEach((name, amount) -> rows.bind("instance", instance)
                .bind("name", name)
                .bind("amount", amount)
                .add());
        rows.execute();
        written.putAll(changed);
    }

    private long amount(Published one) {
        return Math.round(registry.find(one.meter()).tag(one.tag(), one.value()).counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }
}
