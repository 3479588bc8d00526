package org.muster.control.rows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.AssimilateState;
import org.muster.common.model.WorkunitError;
import org.muster.common.store.ManyRows;

/** What an operator does with workunits. Every change is conditional, so daemons may be at work meanwhile. */
public final class WorkunitOperations {
    private static final List<String> WORKUNIT_QUEUES =
            List.of("transitioner", "validator", "assimilator", "missing-input");

    private WorkunitOperations() {}

    /** The id of a workunit that is given by its id or its name. */
    public static Optional<Long> id(Handle handle, String idOrName) {
        return handle.createQuery("select id from workunit where name = :given or (:id > 0 and id = :id)"
                        + " order by name = :given desc")
                .bind("given", idOrName)
                .bind("id", idOrName.matches("[0-9]{1,18}") ? Long.parseLong(idOrName) : 0)
                .mapTo(Long.class)
                .findFirst();
    }

    /** Ids of an application's or a batch's workunits that are neither finished nor given up; 0 and "" mean any. */
    public static List<Long> unfinished(Handle handle, String app, long batch) {
        return handle.createQuery("""
                        select w.id from workunit w join app a on a.id = w.appid
                        where (:app = '' or a.name = :app) and (:batch = 0 or w.batch = :batch)
                          and w.canonical_resultid = 0 and w.error_mask = 0 and w.assimilate_state = 0
                        order by w.id
                        """)
                .bind("app", app)
                .bind("batch", batch)
                .mapTo(Long.class)
                .list();
    }

    /** The columns of a workunit that people look at, with its application's name. */
    public static Map<String, Object> workunit(Handle handle, long id) {
        Map<String, Object> row =
                handle.createQuery("""
                        select w.id, w.name, a.name as app, w.create_time as created, w.batch, w.priority,
                          w.min_quorum, w.target_nresults, w.max_error_results, w.max_success_results,
                          w.max_total_results, w.canonical_resultid, w.canonical_credit, w.error_mask,
                          w.need_validate, w.assimilate_state, w.file_delete_state, w.delay_bound, w.rsc_fpops_est,
                          w.result_template_file, w.transition_time as next_look
                        from workunit w join app a on a.id = w.appid where w.id = :id
                        """).bind("id", id).mapToMap().one();
        return UnixTimes.readable(row, "created", "next_look");
    }

    /** Its results. */
    public static List<Map<String, Object>> results(Handle handle, long workunit) {
        return handle.createQuery("""
                        select id, name, hostid as host, server_state, outcome, client_state, validate_state, exit_status,
                          granted_credit as credit, sent_time as sent,
                          received_time as received
                        from result where workunitid = :id order by id
                        """)
                .bind("id", workunit)
                .mapToMap()
                .map(row -> UnixTimes.readable(row, "sent", "received"))
                .list();
    }

    /** Why daemons have set it, or one of its results, aside. */
    public static List<Map<String, Object>> blocked(Handle handle, long workunit) {
        return handle.createQuery("""
                        select queue, row_id, attempts, error, blocked_at as since from blocked_work
                        where (queue in (<queues>) and row_id = :id)
                          or (queue = 'scheduler' and row_id in (select id from result where workunitid = :id))
                        """)
                .bindList("queues", WORKUNIT_QUEUES)
                .bind("id", workunit)
                .mapToMap()
                .map(row -> UnixTimes.readable(row, "since"))
                .list();
    }

    /**
     * Cancels those that are neither finished nor given up. The transitioner, due at once, sees to their results; clients
     * that compute them are told.
     *
     * @param ids some hundred at most
     * @param now Unix seconds
     * @return how many were cancelled
     */
    public static int cancel(Handle handle, List<Long> ids, long now) {
        return ManyRows.update(
                handle,
                "update workunit set error_mask = error_mask | ?, transition_time = ? where canonical_resultid = 0"
                        + " and error_mask = 0 and assimilate_state = 0 and id in {ids}",
                ids,
                WorkunitError.CANCELLED.code(),
                now);
    }

    /** What became of {@link #retry}. */
    public enum Retried {
        /** Daemons had set it aside and will look at it again. */
        RELEASED,
        /** It had been given up and gets as many attempts again. */
        REVIVED,
        /** It has been assimilated as failed, or its files are going: it is too late. */
        TOO_LATE,
        /** Nothing was wrong with it. */
        NOTHING_TO_DO
    }

    /**
     * Lets a workunit go again: releases what was set aside, and gives one that was given up as many results more as it
     * was allowed at first.
     *
     * @param now Unix seconds
     */
    public static Retried retry(Handle handle, long workunit, long now) {
        int released = handle.createUpdate("""
                        delete from blocked_work where (queue in (<queues>) and row_id = :id)
                          or (queue = 'scheduler' and row_id in (select id from result where workunitid = :id))
                        """)
                .bindList("queues", WORKUNIT_QUEUES)
                .bind("id", workunit)
                .execute();
        int revived = handle.createUpdate("""
                        update workunit set error_mask = 0, assimilate_state = 0, transition_time = :now,
                          max_error_results = 2 * max_error_results + 1, max_total_results = 2 * max_total_results + 1,
                          max_success_results = 2 * max_success_results + 1
                        where id = :id and error_mask <> 0 and canonical_resultid = 0 and file_delete_state = 0
                          and assimilate_state <> :done
                        """)
                .bind("now", now)
                .bind("id", workunit)
                .bind("done", AssimilateState.DONE.code())
                .execute();
        if (revived > 0) {
            return Retried.REVIVED;
        }
        if (released > 0) {
            handle.execute(
                    "update workunit set transition_time = least(transition_time, ?) where id = ?", now, workunit);
            return Retried.RELEASED;
        }
        boolean failed = handle.createQuery("select error_mask <> 0 from workunit where id = :id")
                .bind("id", workunit)
                .mapTo(Boolean.class)
                .one();
        return failed ? Retried.TOO_LATE : Retried.NOTHING_TO_DO;
    }
}
