package org.muster.common.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputTemplateTest {

    private static final String MD5 = "3c849abd06645402153a62c442aa8040";

    private static final String TWO_FILES = """
            <input_template>
              <file_info>
                <number>0</number>
                <sticky/>
              </file_info>
              <!-- <file_info> of an older version -->
              <file_info>
                <number>1</number>
                <physical_name>constants_v1.dat</physical_name>
                <no_delete/>
              </file_info>
              <workunit>
                <file_ref><file_number>0</file_number><open_name>in</open_name><copy_file/></file_ref>
                <file_ref><file_number>1</file_number><open_name>constants</open_name></file_ref>
                <rsc_fpops_est>1e12</rsc_fpops_est>
                <min_quorum>2</min_quorum>
                <job_keyword_ids>1 2</job_keyword_ids>
              </workunit>
            </input_template>
            """;

    @Test
    void a_template_becomes_a_document_with_the_files_of_the_job_in_its_order() {
        InputTemplate template = InputTemplate.parse(TWO_FILES);

        String document = template.document(
                List.of(JobFile.staged("poem.txt", MD5, 12, 0), JobFile.staged("constants_v1.dat", MD5, 7, 0)),
                "-x <1>",
                "");

        assertThat(document).isEqualTo("""
                <file_info>
                <name>poem.txt</name>
                <md5_cksum>3c849abd06645402153a62c442aa8040</md5_cksum>
                <nbytes>12</nbytes>
                <sticky/>
                </file_info>
                <file_info>
                <name>constants_v1.dat</name>
                <md5_cksum>3c849abd06645402153a62c442aa8040</md5_cksum>
                <nbytes>7</nbytes>
                <no_delete/>
                </file_info>
                <workunit>
                <file_ref>
                <file_name>poem.txt</file_name>
                <open_name>in</open_name>
                <copy_file/>
                </file_ref>
                <file_ref>
                <file_name>constants_v1.dat</file_name>
                <open_name>constants</open_name>
                </file_ref>
                <command_line>-x &lt;1&gt;</command_line>
                <job_keyword_ids>1 2</job_keyword_ids>
                </workunit>
                """);
        assertThat(template.given()).isEqualTo(1);
        assertThat(template.settings()).containsOnlyKeys("rsc_fpops_est", "min_quorum");
    }

    @Test
    void the_daemons_read_what_was_written() {
        String document = InputTemplate.parse(TWO_FILES)
                .document(
                        List.of(JobFile.staged("poem.txt", MD5, 12, 5), JobFile.staged("constants_v1.dat", MD5, 7, 0)),
                        "",
                        "");

        assertThat(DocumentFiles.of(document).byLogicalName("constants"))
                .hasValueSatisfying(file -> assertThat(file.keep()).isTrue());
        assertThat(DocumentFiles.of(document).byLogicalName("in"))
                .hasValueSatisfying(file -> assertThat(file.keep()).isFalse());
        assertThat(document).contains("<gzip/>\n<gzipped_nbytes>5</gzipped_nbytes>\n");
    }

    @Test
    void a_file_that_lies_elsewhere_keeps_its_addresses() {
        InputTemplate template = InputTemplate.parse("""
                <file_info><url>http://a.example/</url><url>http://b.example/</url><nbytes>10</nbytes>
                <md5_cksum>%s</md5_cksum></file_info>
                <workunit><file_ref><copy_file/></file_ref></workunit>
                """.formatted(MD5));

        String document = template.document(
                List.of(template.slots().getFirst().remoteFile("x.dat")), "", "<sub_appname>y</sub_appname>");

        assertThat(document)
                .contains("<url>http://a.example/x.dat</url>\n<url>http://b.example/x.dat</url>\n")
                .contains("<open_name>x.dat</open_name>\n<copy_file/>")
                .contains("<sub_appname>y</sub_appname>\n</workunit>");
    }

    @Test
    void a_template_that_no_job_can_be_made_of_is_refused_with_what_to_write() {
        refused("<workunit></workunit>", "no <file_info>");
        refused("<file_info></file_info>", "0 <workunit>");
        refused(
                "<file_info></file_info><workunit><file_ref><open_name>a</open_name></file_ref><file_ref>"
                        + "<open_name>b</open_name></file_ref></workunit>",
                "1 <file_info> and 2 <file_ref>");
        refused("<file_info></file_info><workunit><file_ref></file_ref></workunit>", "neither <open_name>");
        refused(
                "<file_info><nbytes>3</nbytes></file_info><workunit><file_ref><copy_file/></file_ref></workunit>",
                "<url>, <md5_cksum> and <nbytes>");
        refused("<file_info></file_info><workunit><file_ref>", "ends inside");
    }

    @Test
    void two_command_lines_are_one_too_many() {
        InputTemplate template =
                InputTemplate.parse("<file_info></file_info><workunit><file_ref><copy_file/></file_ref>"
                        + "<command_line>-a</command_line></workunit>");
        List<JobFile> files = List.of(JobFile.staged("x", MD5, 1, 0));

        assertThat(template.document(files, "", "")).contains("<command_line>-a</command_line>");
        assertThatThrownBy(() -> template.document(files, "-b", "")).hasMessageContaining("'-b'");
    }

    private static void refused(String template, String reason) {
        assertThatThrownBy(() -> InputTemplate.parse(template))
                .isInstanceOf(MalformedTemplateException.class)
                .hasMessageContaining(reason);
    }
}
