package org.muster.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MarkupTest {
    @Test
    void text_is_escaped_and_markup_is_not() {
        assertThat(Markup.of("<p title=\"{}\">{}{}</p>", "\"'&", "<b>", Markup.of("<i>{}</i>", 1))
                        .html())
                .isEqualTo("<p title=\"&quot;&#39;&amp;\">&lt;b&gt;<i>1</i></p>");
    }

    @Test
    void a_value_that_looks_like_a_place_is_none() {
        assertThat(Markup.of("{} {}", "{}", "x").html()).isEqualTo("{} x");
    }

    @Test
    void places_and_values_must_fit() {
        assertThatThrownBy(() -> Markup.of("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Markup.of("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    boolean no_text_opens_a_tag_or_leaves_an_attribute(@ForAll String text) {
        String html = Markup.escape(text);
        return html.chars().noneMatch(c -> c == '<' || c == '>' || c == '"' || c == '\'' || c == 0);
    }
}
