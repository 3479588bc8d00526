package org.muster.scheduler.turn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.reply.MessageToHost;

/** Finds the messages for running applications, and notes that they were delivered. */
final class MessagesToHosts {

    /** The queue under which a message is set aside that no client could read. */
    static final String QUEUE = "msg_to_host";

    private static final int MOST_IN_A_REPLY = 50;

    private MessagesToHosts() {}

    private record Row(long id, long host, String xml) {}

    /**
     * Takes the messages for computers that were not delivered yet, of each the oldest first, and marks them as
     * delivered. What no client could read is set aside.
     *
     * @param hosts computers for which some wait
     * @return blocks of replies by computer
     * @throws ChangedMeanwhileException when another scheduler delivers them
     */
    static Map<Long, List<String>> deliver(Handle handle, Collection<Long> hosts, long now) {
        List<Long> delivered = new ArrayList<>();
        Map<Long, List<String>> blocks = new HashMap<>();
        Map<Long, String> unreadable = new LinkedHashMap<>();
        for (Row row : waiting(handle, hosts)) {
            switch (MessageToHost.of(row.xml)) {
                case MessageToHost.Block block -> {
                    delivered.add(row.id);
                    blocks.computeIfAbsent(row.host, host -> new ArrayList<>()).add(block.xml());
                }
                case MessageToHost.Unreadable why -> unreadable.put(row.id, why.reason());
            }
        }
        BlockedWork.block(handle, QUEUE, unreadable, now);
        int marked = ManyRows.update(
                handle, "update msg_to_host set handled = 1 where id in {ids} and handled = 0", delivered);
        if (marked != delivered.size()) {
            throw new ChangedMeanwhileException("messages for a computer were delivered by somebody else");
        }
        return blocks;
    }

    /** Numbered in a table of their own, so that of a computer with very many only the first are read whole. */
    private static List<Row> waiting(Handle handle, Collection<Long> hosts) {
        return ManyRows.select(
                handle,
                """
                select m.id, m.hostid, m.xml
                from (
                  select w.id, row_number() over (partition by w.hostid order by w.id) as place
                  from msg_to_host w left join blocked_work b on b.queue = ? and b.row_id = w.id
                  where w.handled = 0 and b.row_id is null and w.hostid in {ids}
                ) f straight_join msg_to_host m on m.id = f.id
                where f.place <= %d
                order by m.id
                """.formatted(MOST_IN_A_REPLY),
                new TreeSet<>(hosts),
                row -> new Row(row.getLong("id"), row.getLong("hostid"), row.getString("xml")),
                QUEUE);
    }
}
