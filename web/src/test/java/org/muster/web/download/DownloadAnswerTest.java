package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DownloadAnswerTest {
    private static final DownloadFile FILE =
            new DownloadFile("input.dat", 1000, Instant.parse("2026-11-21T19:09:26.500Z"), Optional.empty());
    private static final String SAME_TIME = "Sat, 21 Nov 2026 19:09:26 GMT";
    private static final String EARLIER = "Sat, 21 Nov 2026 19:09:25 GMT";
    private static final String LATER = "Sat, 21 Nov 2026 19:09:27 GMT";

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 1000, whole",
                "bytes=0-, 1000, 0-999",
                "bytes=0-0, 1000, 0-0",
                "bytes=999-, 1000, 999-999",
                "bytes=999-5000, 1000, 999-999",
                "bytes=1000-, 1000, unsatisfiable",
                "bytes=-1, 1000, 999-999",
                "bytes=-1000, 1000, 0-999",
                "bytes=-5000, 1000, 0-999",
                "bytes=-0, 1000, unsatisfiable",
                "bytes=5-2, 1000, whole",
                "'bytes=0-1,5-6', 1000, whole",
                "lines=1-2, 1000, whole",
                "none, 0, whole",
                "bytes=0-, 0, unsatisfiable",
                "bytes=-5, 0, unsatisfiable",
            })
    void a_range_is_answered_by_what_the_file_has_of_it(String range, long size, String expected) {
        DownloadFile file = new DownloadFile("input.dat", size, FILE.modified(), Optional.empty());

        assertThat(shortly(DownloadAnswer.decide(range == null ? asked() : asked("Range", range), file)))
                .isEqualTo(expected);
    }

    @Test
    void a_client_that_has_the_file_is_told_so_whatever_range_it_asks_for() {
        for (String tag : new String[] {
            FILE.entityTag(),
            "\"other\", " + FILE.entityTag(),
            "\"a,b\" ,, " + FILE.entityTag() + ", \"c\"",
            "W/" + FILE.entityTag(),
            "*"
        }) {
            assertThat(shortly(DownloadAnswer.decide(asked("Range", "bytes=5-", "If-None-Match", tag), FILE)))
                    .as(tag)
                    .isEqualTo("not modified");
        }
    }

    @Test
    void what_only_looks_like_the_tag_is_not_it() {
        String tag = FILE.entityTag();
        for (String other : new String[] {
            "\"x" + tag.substring(1), // another tag that ends like it
            tag.substring(1, tag.length() - 1), // without quotes
            "w/" + tag, // W is a capital letter
            "\"\"",
            "",
            "nonsense " + tag
        }) {
            assertThat(shortly(DownloadAnswer.decide(asked("If-None-Match", other), FILE)))
                    .as(other)
                    .isEqualTo("whole");
        }
    }

    @Test
    void tags_on_several_header_lines_are_one_list() {
        assertThat(shortly(DownloadAnswer.decide(
                        asked("If-None-Match", "\"other\"", "If-None-Match", FILE.entityTag()), FILE)))
                .isEqualTo("not modified");
        assertThat(shortly(DownloadAnswer.decide(asked("Range", "bytes=0-1", "Range", "bytes=5-6"), FILE)))
                .as("two ranges")
                .isEqualTo("whole");
    }

    @Test
    void an_entity_tag_outweighs_a_date() {
        assertThat(shortly(
                        DownloadAnswer.decide(asked("If-None-Match", "\"other\"", "If-Modified-Since", LATER), FILE)))
                .isEqualTo("whole");
        assertThat(shortly(DownloadAnswer.decide(
                        asked("If-Match", FILE.entityTag(), "If-Unmodified-Since", EARLIER), FILE)))
                .isEqualTo("whole");
    }

    @ParameterizedTest
    @CsvSource({
        "'" + SAME_TIME + "', not modified",
        "'" + LATER + "', not modified",
        "'" + EARLIER + "', whole",
        "'Saturday, 21-Nov-26 19:09:26 GMT', not modified",
        "'Sat Nov 21 19:09:26 2026', not modified",
        "yesterday, whole"
    })
    void a_date_is_compared_in_whole_seconds(String since, String expected) {
        assertThat(shortly(DownloadAnswer.decide(asked("If-Modified-Since", since), FILE)))
                .isEqualTo(expected);
    }

    @Test
    void who_wants_another_version_gets_nothing() {
        String tag = FILE.entityTag();
        assertThat(shortly(DownloadAnswer.decide(asked("If-Match", "\"other\""), FILE)))
                .isEqualTo("failed");
        assertThat(shortly(DownloadAnswer.decide(asked("If-Match", "W/" + tag), FILE)))
                .as("a weak tag is never strongly the same")
                .isEqualTo("failed");
        assertThat(shortly(DownloadAnswer.decide(asked("If-Unmodified-Since", EARLIER), FILE)))
                .isEqualTo("failed");
        assertThat(shortly(DownloadAnswer.decide(asked("If-Unmodified-Since", "yesterday"), FILE)))
                .isEqualTo("whole");
        assertThat(shortly(DownloadAnswer.decide(asked("If-Match", "*", "If-None-Match", tag), FILE)))
                .isEqualTo("not modified");
    }

    @Test
    void a_range_of_another_version_gets_the_whole_file() {
        assertThat(withIfRange(FILE.entityTag())).isEqualTo("500-999");
        assertThat(withIfRange(SAME_TIME)).isEqualTo("500-999");
        assertThat(withIfRange("\"other\"")).isEqualTo("whole");
        assertThat(withIfRange("W/" + FILE.entityTag())).isEqualTo("whole");
        assertThat(withIfRange(LATER)).isEqualTo("whole");
    }

    @Test
    void a_range_means_nothing_to_head() {
        DownloadConditions head = DownloadConditions.of(
                HttpFields.build().add("Range", "bytes=5-").add("If-Range", "\"other\""), true);

        assertThat(shortly(DownloadAnswer.decide(head, FILE))).isEqualTo("whole");
    }

    @Test
    void the_tag_is_the_digest_and_the_same_on_every_server() {
        String md5 = "0123456789abcdef0123456789abcdef";
        assertThat(new DownloadFile("a", 5, Instant.EPOCH, Optional.of(md5)).entityTag())
                .isEqualTo("\"" + md5 + "\"");
        assertThat(new DownloadFile("a", 5, Instant.EPOCH, Optional.empty()).entityTag())
                .isEqualTo(new DownloadFile("a", 5, Instant.MAX, Optional.empty()).entityTag())
                .isNotEqualTo(new DownloadFile("a", 6, Instant.EPOCH, Optional.empty()).entityTag())
                .isNotEqualTo(new DownloadFile("b", 5, Instant.EPOCH, Optional.empty()).entityTag());
    }

    @Property
    boolean whatever_is_asked_for_only_bytes_of_the_file_are_sent(
            @ForAll @LongRange(min = 0, max = 3000) long first,
            @ForAll @LongRange(min = 0, max = 3000) long last,
            @ForAll @LongRange(min = 0, max = 2000) long size) {
        DownloadFile file = new DownloadFile("input.dat", size, FILE.modified(), Optional.empty());
        return switch (DownloadAnswer.decide(asked("Range", "bytes=" + first + "-" + last), file)) {
            case DownloadAnswer.Part part ->
                part.first() == first && part.last() == Math.min(last, size - 1) && part.length() > 0;
            case DownloadAnswer.Unsatisfiable() -> first >= size;
            case DownloadAnswer.Whole() -> last < first;
            case DownloadAnswer.NotModified(), DownloadAnswer.Failed() -> false;
        };
    }

    private static String withIfRange(String condition) {
        return shortly(DownloadAnswer.decide(asked("Range", "bytes=500-", "If-Range", condition), FILE));
    }

    private static DownloadConditions asked(String... headers) {
        HttpFields.Mutable fields = HttpFields.build();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        return DownloadConditions.of(fields, false);
    }

    private static String shortly(DownloadAnswer answer) {
        return switch (answer) {
            case DownloadAnswer.Whole() -> "whole";
            case DownloadAnswer.NotModified() -> "not modified";
            case DownloadAnswer.Failed() -> "failed";
            case DownloadAnswer.Unsatisfiable() -> "unsatisfiable";
            case DownloadAnswer.Part(long first, long last) -> first + "-" + last;
        };
    }
}
