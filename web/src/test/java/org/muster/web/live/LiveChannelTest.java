package org.muster.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonPatch;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LiveChannelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveChannel channel = new LiveChannel("e1", InstantSource.system(), 5, 10_000);

    @Test
    void before_the_first_state_there_is_nothing_to_send() {
        assertThat(channel.since(0)).isEmpty();
    }

    @Test
    void who_knows_nothing_gets_the_whole_and_then_only_what_has_changed() throws Exception {
        channel.publish(state(1));
        LiveChannel.Message first = channel.since(0).orElseThrow();
        channel.publish(state(2));
        LiveChannel.Message second = channel.since(first.number()).orElseThrow();

        assertThat(text(first)).startsWith("event: state\nid: e1-1\ndata: {");
        assertThat(text(second))
                .isEqualTo("event: patch\nid: e1-2\ndata: "
                        + "[{\"op\":\"replace\",\"path\":\"/parts/count\",\"value\":2}]\n\n");
        assertThat(channel.since(second.number())).isEmpty();
    }

    @Test
    void a_state_that_has_not_changed_is_no_event() throws Exception {
        assertThat(channel.publish(state(1))).isTrue();
        assertThat(channel.publish(state(1))).isFalse();
        assertThat(channel.since(1)).isEmpty();
    }

    @Test
    void who_missed_some_gets_those_in_order() throws Exception {
        for (int i = 1; i <= 4; i++) {
            channel.publish(state(i));
        }

        assertThat(text(channel.since(channel.number("e1-2")).orElseThrow()).split("\n\n"))
                .hasSize(2)
                .allMatch(event -> event.startsWith("event: patch"));
    }

    @Test
    void who_missed_more_than_is_kept_or_comes_from_another_process_gets_the_whole() throws Exception {
        for (int i = 1; i <= 20; i++) {
            channel.publish(state(i));
        }

        assertThat(channel.kept()).isEqualTo(5);
        assertThat(text(channel.since(3).orElseThrow())).startsWith("event: state\nid: e1-20");
        assertThat(text(channel.since(channel.number("e0-19")).orElseThrow())).startsWith("event: state");
        assertThat(text(channel.since(channel.number("e1-99")).orElseThrow())).startsWith("event: state");
        assertThat(text(channel.since(channel.number("nonsense")).orElseThrow()))
                .startsWith("event: state");
    }

    @Test
    void differences_that_are_longer_than_the_whole_are_not_sent() throws Exception {
        ObjectNode large = state(1);
        ((ObjectNode) large.get("parts")).put("text", "x".repeat(3000));
        channel.publish(large);
        for (int i = 2; i <= 5; i++) {
            ObjectNode next = large.deepCopy();
            ((ObjectNode) next.get("parts")).put("text", Integer.toString(i).repeat(3000));
            channel.publish(next);
        }

        assertThat(text(channel.since(1).orElseThrow())).startsWith("event: state\nid: e1-5");
    }

    @Test
    void differences_applied_one_after_the_other_make_the_same_state() throws Exception {
        Random random = new Random(7);
        ObjectNode published = state(0);
        channel.publish(published);
        long known = 1;
        JsonNode mirrored = published.deepCopy();
        for (int i = 0; i < 200; i++) {
            published = published.deepCopy();
            change(published, random);
            channel.publish(published);
            if (random.nextInt(3) == 0) {
                LiveChannel.Message message = channel.since(known).orElse(null);
                if (message != null) {
                    mirrored = apply(mirrored, message);
                    known = message.number();
                    assertThat(mirrored).isEqualTo(published);
                }
            }
        }
        assertThat(known).isGreaterThan(50);
    }

    private static void change(ObjectNode document, Random random) {
        ObjectNode parts = (ObjectNode) document.get("parts");
        String name = "p/" + random.nextInt(8);
        if (random.nextInt(4) == 0) {
            parts.remove(name);
        } else {
            parts.put(name, random.nextInt());
        }
        var list = document.putObject("lists").putArray("all");
        parts.fieldNames().forEachRemaining(list::add);
    }

    private static JsonNode apply(JsonNode document, LiveChannel.Message message) throws Exception {
        JsonNode result = document;
        for (String event : text(message).split("\n\n")) {
            String[] lines = event.split("\n");
            JsonNode data = JSON.readTree(lines[2].substring("data: ".length()));
            result = lines[0].equals("event: patch") ? JsonPatch.apply(data, result) : data.get("document");
        }
        return result;
    }

    private static ObjectNode state(int count) throws Exception {
        return (ObjectNode) JSON.readTree("{\"parts\": {\"title\": \"as ever, a text that does not change at all, long"
                + " enough that differences are shorter than the whole, even several of them, as they are on a real page"
                + " with its dozens of figures, tables and charts of the last day\", \"count\": " + count
                + "}, \"lists\": {}}");
    }

    private static String text(LiveChannel.Message message) {
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }
}
