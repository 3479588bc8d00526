package org.muster.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class XmlScannerTest {

    private static final String[] PIECES = {
        "<a>",
        "</a>",
        "<b/>",
        "<b",
        ">",
        "</b>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&#195;",
        "&",
        "<stderr_out>",
        "</stderr_out>",
        "text",
        "\0",
        "\u00e9",
        "<",
        "/",
        "<?xml?>",
        " ",
        "<a x=\"1\">",
    };

    @Example
    void children_are_read_in_any_order_and_unknown_ones_are_stepped_over() {
        XmlScanner scanner = XmlScanner.of("""
                <?xml version="1.0"?> junk before
                <root><b> 7 </b><unknown><b>9</b><deep><unknown/></deep></unknown><!-- <b>8</b> --><flag/><a>x</a></root>
                """);
        List<String> seen = new ArrayList<>();
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.name()).isEqualTo("root");
        scanner.enter();
        while (scanner.next()) {
            switch (scanner.name()) {
                case "a" -> seen.add("a=" + scanner.text());
                case "b" -> seen.add("b=" + scanner.integer(-1));
                case "flag" -> seen.add("flag=" + scanner.flag());
                default -> seen.add("?" + scanner.name());
            }
        }
        assertThat(seen).containsExactly("b=7", "?unknown", "flag=true", "a=x");
        assertThat(scanner.next()).isFalse();
    }

    @Example
    void byte_references_are_undone_before_the_bytes_are_read_as_utf_8() {
        assertThat(text("<n>J&#195;&#169;r &lt;&amp;&gt; &quot;&apos;&#xA;x</n>"))
                .isEqualTo("Jér <&> \"'\nx");
    }

    @Example
    void references_that_nobody_knows_stay_as_they_are() {
        assertThat(text("<n>&#8364; &euro; &#x41; & && &#;</n>")).isEqualTo("&#8364; &euro; &#x41; & && &#;");
    }

    @Example
    void bytes_that_are_not_utf_8_are_read_as_latin_1() {
        byte[] document = "<n>M\u00fcller</n>".getBytes(StandardCharsets.ISO_8859_1);
        XmlScanner scanner = XmlScanner.of(document);
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.text()).isEqualTo("Müller");
    }

    @Example
    void character_data_is_taken_literally() {
        assertThat(text("<n>a&lt;<![CDATA[<b>&lt;</b>]]>c</n>")).isEqualTo("a<<b>&lt;</b>c");
    }

    @Example
    void a_text_with_child_elements_counts_as_empty_and_reading_goes_on_behind_it() {
        XmlScanner scanner = XmlScanner.of("<r><n>x<y>z</y></n><m>1</m></r>");
        scanner.next();
        scanner.enter();
        scanner.next();
        assertThat(scanner.text()).isEmpty();
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.name()).isEqualTo("m");
    }

    @Example
    void a_raw_region_is_returned_byte_for_byte_up_to_its_literal_end() {
        String junk = "\n<![CDATA[\n<stderr_txt>\n</result> <b &#195; </x>\n]]>\n";
        XmlScanner scanner = XmlScanner.of("<result><stderr_out>" + junk + "</stderr_out><name>n</name></result>");
        scanner.next();
        scanner.enter();
        scanner.next();
        assertThat(scanner.raw()).isEqualTo(junk);
        scanner.next();
        assertThat(scanner.text()).isEqualTo("n");
        assertThat(scanner.next()).isFalse();
    }

    @Example
    void a_whole_element_can_be_copied_as_it_stands() {
        String file = "<file_info>\n    <name>f</name>\n<signed/></file_info>";
        XmlScanner scanner = XmlScanner.of("  " + file + "\n<workunit></workunit>");
        scanner.next();
        assertThat(scanner.start()).isEqualTo(2);
        assertThat(scanner.outer()).isEqualTo(file);
        scanner.next();
        assertThat(scanner.name()).isEqualTo("workunit");
    }

    @Example
    void stray_closing_tags_are_ignored_and_unclosed_children_end_with_their_parent() {
        XmlScanner scanner = XmlScanner.of("<r><x></y><c></c><d></x><e>5</e></r>");
        List<String> seen = new ArrayList<>();
        scanner.next();
        scanner.enter();
        scanner.next();
        scanner.enter();
        while (scanner.next()) {
            seen.add(scanner.name());
        }
        assertThat(seen).containsExactly("c", "d");
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.integer(0)).isEqualTo(5);
        assertThat(scanner.next()).isFalse();
    }

    @Example
    void an_empty_element_that_is_entered_has_no_children() {
        XmlScanner scanner = XmlScanner.of("<r><list/><a/></r>");
        scanner.next();
        scanner.enter();
        scanner.next();
        scanner.enter();
        assertThat(scanner.next()).isFalse();
        assertThat(scanner.next()).isTrue();
        assertThat(scanner.name()).isEqualTo("a");
    }

    @Example
    void attributes_are_there_for_those_who_ask() {
        XmlScanner scanner = XmlScanner.of("<venue name=\"ho&#195;&#169;me\" other='x'/>");
        scanner.next();
        assertThat(scanner.attribute("name")).isEqualTo("hoéme");
        assertThat(scanner.attribute("other")).isEqualTo("x");
        assertThat(scanner.attribute("absent")).isEmpty();
        assertThat(scanner.attribute("ame")).isEmpty();
    }

    @Example
    void a_text_is_cut_between_characters() {
        XmlScanner scanner = XmlScanner.of("<n>ab\ud83d\ude00c</n>");
        scanner.next();
        assertThat(scanner.text(3)).isEqualTo("ab");
    }

    @Example
    void a_document_that_ends_inside_an_element_is_refused() {
        XmlScanner scanner = XmlScanner.of("<r><a>1</a>");
        scanner.next();
        scanner.enter();
        scanner.next();
        assertThatThrownBy(scanner::next)
                .isInstanceOf(XmlDialectException.class)
                .hasMessage("the document ends inside <r> (at byte 11)");
    }

    @Example
    void a_document_that_nests_without_end_is_refused() {
        XmlScanner scanner = XmlScanner.of("<a>".repeat(1000));
        assertThatThrownBy(() -> {
                    while (scanner.next()) {
                        scanner.enter();
                    }
                })
                .isInstanceOf(XmlDialectException.class)
                .hasMessageContaining("nested deeper than 64");
    }

    @Property(tries = 2000)
    void nothing_but_the_one_exception_comes_out_of_junk(@ForAll @Size(max = 60) List<Byte> choice) {
        StringBuilder document = new StringBuilder();
        choice.forEach(piece -> document.append(PIECES[(piece & 0xff) % PIECES.length]));
        walk(document.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 1000)
    void nothing_but_the_one_exception_comes_out_of_bytes(@ForAll byte[] document) {
        walk(document);
    }

    private static void walk(byte[] document) {
        XmlScanner scanner = XmlScanner.of(document);
        int depth = 0;
        int step = 0;
        try {
            while (depth >= 0) {
                if (!scanner.next()) {
                    depth--;
                    continue;
                }
                step++;
                switch (step % 5) {
                    case 0 -> assertThat(scanner.text()).isNotNull();
                    case 1 -> assertThat(scanner.raw()).isNotNull();
                    case 2 -> assertThat(scanner.outer()).startsWith("<");
                    case 3 -> assertThat(scanner.attribute("x")).isNotNull();
                    default -> {
                        scanner.enter();
                        depth++;
                    }
                }
            }
            assertThat(scanner.position()).isEqualTo(document.length);
        } catch (XmlDialectException refused) {
            assertThat(refused.offset()).isBetween(0, document.length);
        }
    }

    private static String text(String document) {
        XmlScanner scanner = XmlScanner.of(document);
        assertThat(scanner.next()).isTrue();
        return scanner.text();
    }
}
