package org.muster.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class XmlWriterTest {

    @Example
    void bytes_above_ascii_are_written_as_byte_references() {
        assertThat(new XmlWriter().element("user_name", "Jér <ok> & \"x\"").toString())
                .isEqualTo("<user_name>J&#195;&#169;r &lt;ok&gt; &amp; &quot;x&quot;</user_name>\n");
    }

    @Example
    void line_ends_become_references_and_other_control_characters_are_dropped() {
        assertThat(XmlText.escape("a\tb\r\nc\0\u0007\u007fd]]>")).isEqualTo("a&#9;b&#13;&#10;cd]]&gt;");
    }

    @Example
    void numbers_are_printed_as_c_prints_them() {
        XmlWriter writer = new XmlWriter();
        writer.element("i", -5).element("d", 6.1).element("big", 1e20).element("nan", Double.NaN);
        assertThat(writer.toString()).isEqualTo("""
                <i>-5</i>
                <d>6.100000</d>
                <big>100000000000000000000.000000</big>
                <nan>0.000000</nan>
                """);
    }

    @Example
    void structure_is_written_one_element_a_line() {
        XmlWriter writer = new XmlWriter();
        writer.open("reply").flag("ok").raw("<x/>").raw("<y/>\n").element("message", "priority", "low", "<hi>");
        writer.close("reply");
        assertThat(new String(writer.toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("""
                <reply>
                <ok/>
                <x/>
                <y/>
                <message priority="low">&lt;hi&gt;</message>
                </reply>
                """);
        assertThat(writer.length()).isEqualTo(writer.toByteArray().length);
    }

    @Property(tries = 500)
    void what_was_escaped_is_read_back(@ForAll String value) {
        StringBuilder expected = new StringBuilder();
        value.codePoints()
                .filter(point -> point == '\t' || point == '\n' || point == '\r' || (point >= 32 && point != 127))
                .map(point -> point >= 0xD800 && point < 0xE000 ? '?' : point)
                .forEach(expected::appendCodePoint);
        String escaped = XmlText.escape(value);
        assertThat(escaped.chars()).allMatch(letter -> letter >= 32 && letter < 127);
        assertThat(XmlText.unescape(escaped)).isEqualTo(expected.toString());
    }
}
