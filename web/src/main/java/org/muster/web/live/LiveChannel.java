package org.muster.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonDiff;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The newest state of a document and its last differences (JSON Patch, RFC 6902), as server-sent events. Each event is made
 * once, whoever watches, and its bytes are shared. How many differences are kept is bounded by number and by bytes; who
 * missed more gets the whole. Thread-safe.
 */
public final class LiveChannel {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event that was sent or can be sent again. */
    private record Difference(long number, byte[] event) {}

    /**
     * What somebody should be sent.
     *
     * @param number the state that they know then
     * @param bytes one or several whole events; shared, not to be changed
     */
    public record Message(long number, byte[] bytes) {}

    private final String epoch;
    private final InstantSource clock;
    private final int mostDifferences;
    private final int mostBytes;

    private final Deque<Difference> differences = new ArrayDeque<>();
    private int differenceBytes;
    private long number;
    private JsonNode document;
    private byte[] whole;

    /**
     * @param epoch a name that no other channel has had, so that numbers of another process are not taken for ours
     */
    public LiveChannel(String epoch, InstantSource clock, int mostDifferences, int mostBytes) {
        this.epoch = epoch;
        this.clock = clock;
        this.mostDifferences = mostDifferences;
        this.mostBytes = mostBytes;
    }

    /** Takes the newest state; false when it is the same as before. */
    public synchronized boolean publish(JsonNode next) {
        if (document == null) {
            number++;
            document = next;
            return true;
        }
        JsonNode patch = JsonDiff.asJson(document, next);
        if (patch.isEmpty()) {
            return false;
        }
        number++;
        document = next;
        whole = null;
        keep(new Difference(number, event("patch", patch.toString())));
        return true;
    }

    /**
     * What somebody needs who knows a state: nothing when it is the newest, the differences since then when they are still
     * known and shorter, otherwise the whole.
     *
     * @param known number of the state, 0 for none
     */
    public synchronized Optional<Message> since(long known) {
        if (document == null || known == number) {
            return Optional.empty();
        }
        if (known <= 0
                || known > number
                || differences.isEmpty()
                || known < differences.getFirst().number() - 1) {
            return whole();
        }
        if (known == number - 1) {
            return Optional.of(new Message(number, differences.getLast().event()));
        }
        ByteArrayOutputStream missed = new ByteArrayOutputStream();
        for (Difference difference : differences) {
            if (difference.number() > known) {
                missed.writeBytes(difference.event());
            }
        }
        Message all = whole().orElseThrow();
        return Optional.of(missed.size() < all.bytes().length ? new Message(number, missed.toByteArray()) : all);
    }

    /** The newest state in full; nothing before the first. */
    public synchronized Optional<Message> whole() {
        if (document == null) {
            return Optional.empty();
        }
        if (whole == null) {
            ObjectNode state = JSON.createObjectNode();
            state.put("now", clock.millis());
            state.set("document", document);
            whole = event("state", state.toString());
        }
        return Optional.of(new Message(number, whole));
    }

    /** The number in an identifier that this channel gave to an event; 0 for any other text. */
    public long number(String lastEventId) {
        String mine = epoch + "-";
        if (lastEventId == null || !lastEventId.startsWith(mine)) {
            return 0;
        }
        try {
            return Long.parseLong(lastEventId.substring(mine.length()));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }

    /** How many differences are kept. */
    synchronized int kept() {
        return differences.size();
    }

    private void keep(Difference difference) {
        differences.addLast(difference);
        differenceBytes += difference.event().length;
        while (differences.size() > mostDifferences || (differenceBytes > mostBytes && differences.size() > 1)) {
            differenceBytes -= differences.removeFirst().event().length;
        }
    }

    private byte[] event(String name, String data) {
        return ("event: " + name + "\nid: " + epoch + "-" + number + "\ndata: " + data + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
