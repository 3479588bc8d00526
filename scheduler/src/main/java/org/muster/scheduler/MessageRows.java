package org.muster.scheduler;

import java.nio.charset.StandardCharsets;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.muster.common.files.FileDigest;
import org.muster.common.store.BlockedWork;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.reply.MessageToHost;
import org.muster.scheduler.request.MessageFromHost;

/** Takes the messages of running applications, and finds those for them. */
final class MessageRows {

    /** The queue under which a message is set aside that no client could read. */
    static final String QUEUE = "msg_to_host";

    /** A client that lost its reply sends a message again within days. */
    private static final long RECEIPT_AGE = 30 * 86_400L;

    private static final int MOST_IN_A_REPLY = 50;
    private static final int MOST_AT_ONCE = 1000;
    /** Letters of a message that are kept; BOINC keeps as many bytes. */
    private static final int LONGEST = 64 << 10;
    /** So that a statement fits into the server's packet. */
    private static final int MESSAGES_PER_STATEMENT = 40;

    private MessageRows() {}

    /**
     * Stores messages. A client sends a message again until it is told that it was taken, so one that was stored before
     * is known by its receipt and left out.
     *
     * @return false when there were too many at once: the client must not be told, and will send the rest again
     */
    static boolean store(Handle handle, List<MessageFromHost> messages, long host, long now) {
        if (messages.isEmpty()) {
            return true;
        }
        handle.createUpdate("delete from message_receipt where host_id = :host and received_at < :old")
                .bind("host", host)
                .bind("old", now - RECEIPT_AGE)
                .execute();
        Map<String, MessageFromHost> fresh = new LinkedHashMap<>();
        messages.forEach(message -> fresh.putIfAbsent(digest(message), message));
        fresh.keySet().removeAll(known(handle, host));
        boolean all = fresh.size() <= MOST_AT_ONCE;
        fresh.keySet().retainAll(fresh.keySet().stream().limit(MOST_AT_ONCE).collect(Collectors.toSet()));
        insert(handle, fresh, host, now);
        return all;
    }

    /** The receipts of the last thirty days: a few, because applications send seldom. */
    private static Set<String> known(Handle handle, long host) {
        return handle.createQuery("select digest from message_receipt where host_id = :host")
                .bind("host", host)
                .mapTo(String.class)
                .set();
    }

    private static void insert(Handle handle, Map<String, MessageFromHost> fresh, long host, long now) {
        List<List<Object>> receipts = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        fresh.forEach((digest, message) -> {
            receipts.add(List.of(host, digest, now));
            rows.add(List.of(now, host, message.variety(), 0, cut(message.xml())));
        });
        try {
            ManyRows.insert(handle, "message_receipt", List.of("host_id", "digest", "received_at"), receipts);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                throw new ChangedMeanwhileException("a message of computer " + host + " was stored by somebody else");
            }
            throw e;
        }
        for (int from = 0; from < rows.size(); from += MESSAGES_PER_STATEMENT) {
            ManyRows.insert(
                    handle,
                    "msg_from_host",
                    List.of("create_time", "hostid", "variety", "handled", "xml"),
                    rows.subList(from, Math.min(rows.size(), from + MESSAGES_PER_STATEMENT)));
        }
    }

    private static String cut(String xml) {
        return xml.length() <= LONGEST
                ? xml
                : xml.substring(0, Character.isHighSurrogate(xml.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static String digest(MessageFromHost message) {
        return FileDigest.of((message.variety() + "\n" + message.xml()).getBytes(StandardCharsets.UTF_8))
                .md5();
    }

    private record Row(long id, String xml) {}

    /**
     * Takes the messages for a computer that were not delivered yet, the oldest first, and marks them as delivered. What
     * no client could read is set aside.
     *
     * @return blocks of a reply
     * @throws ChangedMeanwhileException when another scheduler delivers them
     */
    static List<String> deliver(Handle handle, long host, long now) {
        List<Row> rows = handle.createQuery("""
                        select m.id, m.xml from msg_to_host m
                          left join blocked_work b on b.queue = :queue and b.row_id = m.id
                        where m.hostid = :host and m.handled = 0 and b.row_id is null
                        order by m.id limit :most
                        """)
                .bind("queue", QUEUE)
                .bind("host", host)
                .bind("most", MOST_IN_A_REPLY)
                .map((row, context) -> new Row(row.getLong("id"), row.getString("xml")))
                .list();
        List<Long> delivered = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        Map<Long, String> unreadable = new LinkedHashMap<>();
        for (Row row : rows) {
            switch (MessageToHost.of(row.xml)) {
                case MessageToHost.Block block -> {
                    delivered.add(row.id);
                    blocks.add(block.xml());
                }
                case MessageToHost.Unreadable why -> unreadable.put(row.id, why.reason());
            }
        }
        BlockedWork.block(handle, QUEUE, unreadable, now);
        int marked = ManyRows.update(
                handle, "update msg_to_host set handled = 1 where id in {ids} and handled = 0", delivered);
        if (marked != delivered.size()) {
            throw new ChangedMeanwhileException("messages for computer " + host + " were delivered by somebody else");
        }
        return blocks;
    }
}
