package org.muster.scheduler.turn;

import java.nio.charset.StandardCharsets;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.muster.common.files.FileDigest;
import org.muster.common.store.ChangedMeanwhileException;
import org.muster.common.store.ManyRows;
import org.muster.scheduler.request.MessageFromHost;

/** Takes the messages of running applications. */
final class MessagesFromHosts {

    /** A client that lost its reply sends a message again within days. */
    private static final long RECEIPT_AGE = 30 * 86_400L;

    private static final int MOST_AT_ONCE = 1000;
    /** Letters of a message that are kept; BOINC keeps as many bytes. */
    private static final int LONGEST = 64 << 10;
    /** So that a statement fits into the server's packet. */
    private static final int MESSAGES_PER_STATEMENT = 40;

    private MessagesFromHosts() {}

    /**
     * Stores messages. A client sends a message again until it is told that it was taken, so one that was stored before
     * is known by its receipt and left out.
     *
     * @param byHost messages by computer
     * @return the computers of which there were too many at once: their clients must not be told, and will send the rest
     *     again
     */
    static Set<Long> store(Handle handle, SortedMap<Long, List<MessageFromHost>> byHost, long now) {
        if (byHost.isEmpty()) {
            return Set.of();
        }
        ManyRows.update(
                handle,
                "delete from message_receipt where received_at < ? and host_id in {ids}",
                byHost.keySet(),
                now - RECEIPT_AGE);
        Map<Long, Set<String>> known = known(handle, byHost.keySet());
        Set<Long> tooMany = new HashSet<>();
        List<List<Object>> receipts = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        byHost.forEach((host, messages) -> {
            Map<String, MessageFromHost> fresh = new LinkedHashMap<>();
            messages.forEach(message -> fresh.putIfAbsent(digest(message), message));
            fresh.keySet().removeAll(known.getOrDefault(host, Set.of()));
            if (fresh.size() > MOST_AT_ONCE) {
                tooMany.add(host);
            }
            fresh.entrySet().stream().limit(MOST_AT_ONCE).forEach(entry -> {
                MessageFromHost message = entry.getValue();
                receipts.add(List.of(host, entry.getKey(), now));
                rows.add(List.of(now, host, message.variety(), 0, cut(message.xml())));
            });
        });
        insert(handle, receipts, rows);
        return tooMany;
    }

    /** The receipts of the last thirty days: a few, because applications send seldom. */
    private static Map<Long, Set<String>> known(Handle handle, Set<Long> hosts) {
        Map<Long, Set<String>> known = new HashMap<>();
        ManyRows.select(
                handle,
                "select host_id, digest from message_receipt where host_id in {ids}",
                hosts,
                row -> known.computeIfAbsent(row.getLong("host_id"), host -> new HashSet<>())
                        .add(row.getString("digest")));
        return known;
    }

    private static void insert(Handle handle, List<List<Object>> receipts, List<List<Object>> rows) {
        try {
            ManyRows.insert(handle, "message_receipt", List.of("host_id", "digest", "received_at"), receipts);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
                throw new ChangedMeanwhileException("a message of a computer was stored by somebody else");
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
}
