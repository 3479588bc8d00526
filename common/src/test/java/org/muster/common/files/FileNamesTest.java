package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "input.dat",
                "wu_demo_1_0_r1_0",
                "spike_search_1.00_x86_64-pc-linux-gnu",
                "a b",
                "(x)~+,;=@[]'!"
            })
    void names_that_mean_the_same_everywhere_are_legal(String name) {
        assertThat(FileNames.isLegal(name)).isTrue();
        assertThat(FileNames.requireLegal(name)).isSameAs(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "a..b",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "a%2e",
                "a\nb",
                "a\u0000",
                "a\u007f",
                "é",
                "<name>",
                "a&b",
                "\"",
                "a?b",
                "a#b"
            })
    void names_that_lead_elsewhere_or_change_on_the_way_are_refused(String name) {
        assertThat(FileNames.isLegal(name)).isFalse();
        assertThatThrownBy(() -> FileNames.requireLegal(name))
                .isInstanceOf(IllegalFileNameException.class)
                .hasMessageContaining("is not allowed: it ");
    }

    @Test
    void a_name_may_have_255_characters_and_no_more() {
        assertThat(FileNames.isLegal("x".repeat(255))).isTrue();
        assertThat(FileNames.isLegal("x".repeat(256))).isFalse();
    }

    @Test
    void the_refusal_shows_nothing_that_could_be_taken_for_markup_or_another_line() {
        assertThatThrownBy(() -> FileNames.requireLegal("<status>0</status>\n" + "x".repeat(300)))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).matches("[ -~]{1,200}").doesNotContain("<", ">", "&"));
    }
}
