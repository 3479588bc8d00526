package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveRoundTripTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<file_info>\n<name>a</name>\n</file_info>",
                "plain text & not escaped",
                "<file_info>",
                "</xml_doc_out>\n  <stderr_out></stderr_out>",
                "<xml_doc_out></xml_doc_out>",
                "</result_archive>\n<result_archive>",
                "</a><a>",
                "&undefined;",
                "&#10;&lt;",
                "<a>ä</a>",
                "a\u0000b",
                "\r\n",
                "<![CDATA[ ]]>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
            })
    void a_document_comes_back_as_it_was_and_the_archive_stays_xml(String document) throws Exception {
        String stored = new String(document.getBytes(UTF_8), ISO_8859_1);
        isKept(Rows.result("xml_doc_out", stored));
        isKept(Rows.result("stderr_out", stored));
        isKept(Rows.result("name", stored));
    }

    @Property(tries = 300)
    void any_bytes_come_back_from_every_text_field(
            @ForAll("bytesWithMarkup") String bytes, @ForAll("textFields") String field) throws Exception {
        isKept(Rows.result(field, bytes));
    }

    @Property(tries = 500)
    void any_double_comes_back_the_same(@ForAll double number) {
        assertThat(Double.parseDouble(ArchiveNumbers.real(number))).isEqualTo(number);
        assertThat(Double.parseDouble(ArchiveNumbers.fixed(number))).isEqualTo(number);
    }

    @Test
    void a_plain_document_is_written_as_it_is_and_a_broken_one_says_that_it_is_encoded() throws IOException {
        assertThat(new String(written(Rows.result("xml_doc_in", "<a>\n<b/>\n</a>\n")), ISO_8859_1))
                .contains("  <xml_doc_in><a>\n<b/>\n</a>\n</xml_doc_in>\n");
        assertThat(new String(written(Rows.result("xml_doc_in", "<a>")), ISO_8859_1))
                .contains("  <xml_doc_in encoding=\"base64\">PGE+</xml_doc_in>\n");
    }

    @Test
    void a_cut_off_archive_is_refused_with_the_number_of_whole_records() throws IOException {
        byte[] archive = written(Rows.result("id", "1"), Rows.result("id", "2"));
        byte[] cut = new String(archive, ISO_8859_1)
                .substring(0, archive.length - 300)
                .getBytes(ISO_8859_1);
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(ArchiveDamagedException.class)
                .hasMessageContaining("some archive")
                .hasMessageContaining("after 1 whole record(s)");
    }

    @Test
    void something_that_is_no_archive_is_refused() {
        assertThatThrownBy(() -> read("<html>\n".getBytes(UTF_8)))
                .isInstanceOf(ArchiveDamagedException.class)
                .hasMessageContaining("<html>");
    }

    @Test
    void a_missing_field_is_named() {
        ArchiveRecord row = Rows.result("id", "1");
        assertThatThrownBy(() -> row.text("keywords"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keywords");
    }

    @Provide
    Arbitrary<String> textFields() {
        return Arbitraries.of("xml_doc_in", "xml_doc_out", "stderr_out", "name");
    }

    @Provide
    Arbitrary<String> bytesWithMarkup() {
        Arbitrary<String> markup = Arbitraries.of(
                "<a>", "</a>", "<", ">", "&", "]]>", "&lt;", "&#", ";", "</xml_doc_in>", "</stderr_out>", "\n", "é");
        Arbitrary<String> any = Arbitraries.longs().map(seed -> {
            byte[] bytes = new byte[1 + Math.floorMod(seed, 5)];
            new Random(seed).nextBytes(bytes);
            return new String(bytes, ISO_8859_1);
        });
        return Arbitraries.oneOf(markup, any).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    private static void isKept(ArchiveRecord row) throws IOException, XMLStreamException {
        byte[] archive = written(row, row);
        assertThat(read(archive)).containsExactly(row, row);
        isWellFormed(archive);
    }

    private static byte[] written(ArchiveRecord... rows) throws IOException {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        ArchiveWriter writer = new ArchiveWriter(ArchiveFormat.RESULT, 1, records, new ByteArrayOutputStream());
        for (ArchiveRecord row : rows) {
            writer.write(row);
        }
        writer.finish();
        return records.toByteArray();
    }

    private static List<ArchiveRecord> read(byte[] archive) throws IOException {
        List<ArchiveRecord> rows = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader("some archive", new ByteArrayInputStream(archive))) {
            for (Optional<ArchiveRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private static void isWellFormed(byte[] archive) throws XMLStreamException {
        XMLInputFactory xml = XMLInputFactory.newFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = xml.createXMLStreamReader(new ByteArrayInputStream(archive));
        int elements = 0;
        while (reader.hasNext()) {
            reader.next();
            elements += reader.isStartElement() ? 1 : 0;
        }
        assertThat(elements).isGreaterThan(60);
    }
}
