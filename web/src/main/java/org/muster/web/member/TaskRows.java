package org.muster.web.member;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.muster.common.model.ServerState;
import org.muster.common.store.Database;

/**
 * Reads tasks of computers, newest first, along the index by computer and state: a page costs the same however many
 * tasks there are. Thread-safe.
 */
final class TaskRows {
    private final Database work;

    TaskRows(Database work) {
        this.work = work;
    }

    /**
     * The newest tasks of some computers.
     *
     * @param hosts at most some tens of them
     * @param states which tasks
     * @param before only those with smaller ids
     * @param most how many
     */
    List<Task> newest(List<Long> hosts, List<ServerState> states, long before, int most) {
        if (hosts.isEmpty()) {
            return List.of();
        }
        return work.read(handle -> {
            List<Long> ids = ids(handle, hosts, states, before, most);
            return ids.isEmpty()
                    ? List.<Task>of()
                    : handle.createQuery("select " + Task.COLUMNS + """
                                    from result r
                                      left join workunit w on w.id = r.workunitid
                                      left join app a on a.id = r.appid
                                    where r.id in (<ids>)
                                    order by r.id desc
                                    """)
                            .bindList("ids", ids)
                            .map((row, context) -> Task.of(row))
                            .list();
        });
    }

    /** One task and whose it is; nothing when it does not exist or is not a task of this user's computers. */
    Optional<Task> ofUser(long result, long user) {
        return work.read(handle -> handle.createQuery("select " + Task.COLUMNS + """
                        from result r
                          join host h on h.id = r.hostid
                          left join workunit w on w.id = r.workunitid
                          left join app a on a.id = r.appid
                        where r.id = :id and h.userid = :user
                        """)
                .bind("id", result)
                .bind("user", user)
                .map((row, context) -> Task.of(row))
                .findOne());
    }

    /** What the program wrote, as the client sent it. */
    String output(long result) {
        return work.read(handle -> handle.createQuery("select stderr_out from result where id = :id")
                .bind("id", result)
                .map((row, context) -> Optional.ofNullable(row.getBytes(1)))
                .findOne()
                .flatMap(bytes -> bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(""));
    }

    /** One short walk along the index for each computer and state; the newest of what they find. */
    private static List<Long> ids(Handle handle, List<Long> hosts, List<ServerState> states, long before, int most) {
        List<String> walks = new ArrayList<>();
        for (Long host : hosts) {
            for (ServerState state : states) {
                walks.add("(select id from result where hostid = " + host + " and server_state = " + state.code()
                        + " and id < " + before + " order by id desc limit " + most + ")");
            }
        }
        return handle.createQuery(String.join(" union all ", walks)).mapTo(Long.class).list().stream()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
    }
}
