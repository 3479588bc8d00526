package org.muster.dbpurge.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Archives that BOINC's own purge wrote, still open at the time, so without an end tag. */
class ReferenceArchiveTest {

    private static final long TIME = 1795288232L;

    @Test
    void every_workunit_of_the_reference_is_read() throws IOException {
        List<ArchiveRecord> workunits = read(ArchiveFormat.WORKUNIT);

        assertThat(workunits)
                .extracting(ArchiveRecord::name)
                .containsExactly("up_1", "up_2", "tr_1", "upq2_1", "tr_2", "up_abort", "tr_3", "tr_4", "tr_5");
        ArchiveRecord first = workunits.getFirst();
        assertThat(first.id()).isEqualTo(1);
        assertThat(first.real("rsc_fpops_est")).isEqualTo(1e10);
        assertThat(first.real("canonical_credit")).isEqualTo(2.200819430555555e-01);
        assertThat(first.whole("transition_time")).isEqualTo(Integer.MAX_VALUE);
        assertThat(first.text("mod_time")).isEqualTo("2026-11-21 19:10:29");
        assertThat(first.text("xml_doc"))
                .startsWith("<file_info>\n    <name>in_1</name>\n")
                .endsWith("</file_ref>\n</workunit>");
    }

    @Test
    void every_result_of_the_reference_is_read() throws IOException {
        List<ArchiveRecord> results = read(ArchiveFormat.RESULT);

        assertThat(results).hasSize(11);
        ArchiveRecord first = results.getFirst();
        assertThat(first.name()).isEqualTo("up_1_0");
        assertThat(first.whole("workunitid")).isEqualTo(1);
        assertThat(first.real("cpu_time")).isEqualTo(14.06521);
        assertThat(first.text("stderr_out"))
                .startsWith("\n<core_client_version>7.20.5</core_client_version>\n<![CDATA[\n<stderr_txt>\n")
                .endsWith("</stderr_txt>\n]]>\n");
        assertThat(first.text("xml_doc_out")).contains("<md5_cksum>d52413623392b56fc3ac142298c8b4f0</md5_cksum>");
    }

    @Test
    void what_is_read_from_the_reference_is_written_back_the_same_to_the_byte() throws IOException {
        for (ArchiveFormat format : ArchiveFormat.values()) {
            String theirs = resource(format.archivePrefix());
            String theirIndex = resource(format.indexPrefix());

            ByteArrayOutputStream records = new ByteArrayOutputStream();
            ByteArrayOutputStream index = new ByteArrayOutputStream();
            ArchiveWriter writer = new ArchiveWriter(format, TIME, records, index);
            for (ArchiveRecord row : read(format)) {
                writer.write(Rows.completed(row));
            }
            writer.finish();

            assertThat(withoutOurFields(records.toString(ISO_8859_1))).isEqualTo(theirs + "</archive>\n");
            assertThat(index.toString(ISO_8859_1)).isEqualTo(theirIndex);
        }
    }

    private static String withoutOurFields(String archive) {
        return archive.replaceAll("(?s)(</mod_time>\n).*?(</(workunit|result)_archive>)", "$1$2");
    }

    private static List<ArchiveRecord> read(ArchiveFormat format) throws IOException {
        List<ArchiveRecord> rows = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader(format.archivePrefix(), open(format.archivePrefix()))) {
            for (Optional<ArchiveRecord> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        assertThat(rows.stream().map(ArchiveRecord::format).collect(Collectors.toSet()))
                .containsExactly(format);
        return rows;
    }

    private static String resource(String prefix) throws IOException {
        try (InputStream in = open(prefix)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static InputStream open(String prefix) {
        return ReferenceArchiveTest.class.getResourceAsStream("/reference-archives/" + prefix + TIME + ".xml");
    }
}
