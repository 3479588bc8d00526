package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DownloadAnswerTest {
    private static final DownloadFile FILE = new DownloadFile(1000, Instant.parse("2026-11-21T19:09:26.500Z"));
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
        DownloadConditions asked = new DownloadConditions(
                Optional.ofNullable(range), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(shortly(DownloadAnswer.decide(asked, new DownloadFile(size, FILE.modified()))))
                .isEqualTo(expected);
    }

    @Test
    void a_client_that_has_the_file_is_told_so_whatever_range_it_asks_for() {
        for (String tag :
                new String[] {FILE.entityTag(), "\"other\", " + FILE.entityTag(), "W/" + FILE.entityTag(), "*"}) {
            assertThat(DownloadAnswer.decide(
                            new DownloadConditions(
                                    Optional.of("bytes=5-"), Optional.empty(), Optional.of(tag), Optional.empty()),
                            FILE))
                    .as(tag)
                    .isEqualTo(new DownloadAnswer.NotModified());
        }
    }

    @Test
    void an_entity_tag_outweighs_a_date() {
        assertThat(DownloadAnswer.decide(
                        new DownloadConditions(
                                Optional.empty(), Optional.empty(), Optional.of("\"other\""), Optional.of(LATER)),
                        FILE))
                .isEqualTo(new DownloadAnswer.Whole());
    }

    @ParameterizedTest
    @CsvSource({
        "'" + SAME_TIME + "', not modified",
        "'" + LATER + "', not modified",
        "'" + EARLIER + "', whole",
        "yesterday, whole"
    })
    void a_date_is_compared_in_whole_seconds(String since, String expected) {
        assertThat(shortly(DownloadAnswer.decide(
                        new DownloadConditions(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(since)),
                        FILE)))
                .isEqualTo(expected);
    }

    @Test
    void a_range_of_another_version_gets_the_whole_file() {
        assertThat(withIfRange(FILE.entityTag())).isEqualTo("500-999");
        assertThat(withIfRange(SAME_TIME)).isEqualTo("500-999");
        assertThat(withIfRange("\"other\"")).isEqualTo("whole");
        assertThat(withIfRange("W/" + FILE.entityTag())).isEqualTo("whole");
        assertThat(withIfRange(LATER)).isEqualTo("whole");
    }

    @Property
    boolean whatever_is_asked_for_only_bytes_of_the_file_are_sent(
            @ForAll @LongRange(min = 0, max = 3000) long first,
            @ForAll @LongRange(min = 0, max = 3000) long last,
            @ForAll @LongRange(min = 0, max = 2000) long size) {
        DownloadConditions asked = new DownloadConditions(
                Optional.of("bytes=" + first + "-" + last), Optional.empty(), Optional.empty(), Optional.empty());
        return switch (DownloadAnswer.decide(asked, new DownloadFile(size, FILE.modified()))) {
            case DownloadAnswer.Part part ->
                part.first() == first && part.last() == Math.min(last, size - 1) && part.length() > 0;
            case DownloadAnswer.Unsatisfiable() -> first >= size;
            case DownloadAnswer.Whole() -> last < first;
            case DownloadAnswer.NotModified() -> false;
        };
    }

    private static String withIfRange(String condition) {
        return shortly(DownloadAnswer.decide(
                new DownloadConditions(
                        Optional.of("bytes=500-"), Optional.of(condition), Optional.empty(), Optional.empty()),
                FILE));
    }

    private static String shortly(DownloadAnswer answer) {
        return switch (answer) {
            case DownloadAnswer.Whole() -> "whole";
            case DownloadAnswer.NotModified() -> "not modified";
            case DownloadAnswer.Unsatisfiable() -> "unsatisfiable";
            case DownloadAnswer.Part(long first, long last) -> first + "-" + last;
        };
    }
}
