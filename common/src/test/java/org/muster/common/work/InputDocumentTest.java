package org.muster.common.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InputDocumentTest {

    private static final String MD5 = "3c849abd06645402153a62c442aa8040";

    @Test
    void a_compressed_twin_is_named_with_its_size() {
        InputFile file = new InputFile("in", "x.in", "0123456789abcdef0123456789abcdef", 100).gzipped(10);

        assertThat(new InputDocument(List.of(file), "").xml())
                .startsWith(
                        "<file_info>\n<name>x.in</name>\n<gzip/>\n<gzipped_nbytes>10</gzipped_nbytes>\n<md5_cksum>");
    }

    @Test
    void a_document_has_a_line_for_each_element_so_that_the_scheduler_can_insert_its_own() {
        InputDocument document =
                new InputDocument(List.of(new InputFile("piece", "tape_1_0", MD5, 16211)), "--threshold 24 --note a<b");

        assertThat(document.xml()).isEqualTo("""
                <file_info>
                <name>tape_1_0</name>
                <md5_cksum>3c849abd06645402153a62c442aa8040</md5_cksum>
                <nbytes>16211</nbytes>
                </file_info>
                <workunit>
                <file_ref>
                <file_name>tape_1_0</file_name>
                <open_name>piece</open_name>
                <copy_file/>
                </file_ref>
                <command_line>--threshold 24 --note a&lt;b</command_line>
                </workunit>
                """);
    }

    @Test
    void what_was_written_is_read_back() {
        String xml = new InputDocument(
                        List.of(
                                new InputFile("piece", "tape_1_0", MD5, 5),
                                new InputFile("table", "filters_v1", MD5, 7, true)),
                        "")
                .xml();

        assertThat(xml).doesNotContain("command_line");
        assertThat(DocumentFiles.of(xml).files())
                .containsExactly(
                        new DocumentFile("tape_1_0", "piece", OptionalLong.empty(), false, false, true),
                        new DocumentFile("filters_v1", "table", OptionalLong.empty(), true, false, true));
    }

    @Test
    void a_file_that_no_client_could_use_is_refused() {
        assertThatThrownBy(() -> new InputFile("piece", "../etc/passwd", MD5, 1))
                .hasMessageContaining("passwd");
        assertThatThrownBy(() -> new InputFile("piece", "a%2fb", MD5, 1)).hasMessageContaining("a%2fb");
        assertThatThrownBy(() -> new InputFile("piece", "a", "ABC", 1)).hasMessageContaining("MD5");
        assertThatThrownBy(() -> new InputFile("piece", "a", MD5, 0)).hasMessageContaining("empty");
        assertThatThrownBy(() -> new InputDocument(List.of(), "")).hasMessageContaining("at least one");
        InputFile file = new InputFile("piece", "a", MD5, 1);
        assertThatThrownBy(() -> new InputDocument(List.of(file, file), "")).hasMessageContaining("same name");
    }
}
