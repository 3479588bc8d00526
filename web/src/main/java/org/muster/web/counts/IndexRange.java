package org.muster.web.counts;

import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A range of an index: the rows of a queue, of one application and priority where the queue is split by them. Along it one
 * column ascends, so it can be counted in pieces.
 *
 * @param app application, 0 for all together
 * @param priority of results; without meaning for other queues
 */
record IndexRange(WorkQueue queue, long app, long priority) {
    /** How many rows, from the front, are looked at for the one that has waited longest. */
    private static final int FRONT = 100;

    /** How many rows lie behind {@code after}, up to {@code to}. */
    long count(Handle handle, long after, long to) {
        return number(
                bound(handle.createQuery("select count(*) from " + rows() + " and " + queue.order() + " <= :to"), after)
                        .bind("to", to));
    }

    /** The column's value {@code rows} rows behind {@code after}; nothing when there are not so many. */
    OptionalLong ahead(Handle handle, long after, int rows) {
        return bound(
                        handle.createQuery("select " + queue.order() + " from " + rows() + " order by " + queue.order()
                                + " limit 1 offset :skip"),
                        after)
                .bind("skip", rows - 1)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** Since when the longest-waiting of the first rows waits, Unix seconds; 0 when there is none. */
    long oldest(Handle handle, long to) {
        return number(bound(
                        handle.createQuery("select coalesce(min(since), 0) from (select " + queue.waitingSince()
                                + " as since from " + rows() + " and " + queue.order() + " <= :to order by "
                                + queue.order() + " limit " + FRONT + ") as front"),
                        Long.MIN_VALUE)
                .bind("to", to));
    }

    private String rows() {
        String where = queue.table() + " where " + queue.condition();
        return switch (queue.split()) {
                    case NONE -> where;
                    case BY_APP -> where + " and appid = :app";
                    case BY_APP_AND_PRIORITY -> where + " and appid = :app and priority = :priority";
                }
                + " and " + queue.order() + " > :after";
    }

    private Query bound(Query query, long after) {
        query.bind("after", after);
        switch (queue.split()) {
            case NONE -> {}
            case BY_APP -> query.bind("app", app);
            case BY_APP_AND_PRIORITY -> query.bind("app", app).bind("priority", priority);
        }
        return query;
    }

    private static long number(Query query) {
        return query.mapTo(Long.class).one();
    }
}
