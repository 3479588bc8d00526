package org.muster.common.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTemplateTest {

    private static final String TEMPLATE = """
            <output_template>
                <file_info>
                    <name><OUTFILE_0/></name>
                    <generated_locally/>
                    <upload_when_present/>
                    <max_nbytes>5e6</max_nbytes>
                    <url><UPLOAD_URL/></url>
                </file_info>
                <result>
                    <file_ref>
                        <file_name><OUTFILE_0/></file_name>
                        <open_name>out</open_name>
                    </file_ref>
                </result>
            </output_template>
            """;

    private static String signed(String name, long maxBytes) {
        return "signed " + name + " " + maxBytes + "\n.\n";
    }

    @Test
    void a_template_becomes_the_document_of_one_result_with_its_upload_certificate() {
        String document = OutputTemplate.parse(TEMPLATE).expand("up_1_0", 1757028737, OutputTemplateTest::signed);

        assertThat(document).isEqualTo("""
                <file_info>
                        <name>up_1_0_r1757028737_0</name>
                        <generated_locally/>
                        <upload_when_present/>
                        <max_nbytes>5e6</max_nbytes>
                        <url><UPLOAD_URL/></url>
                <xml_signature>
                signed up_1_0_r1757028737_0 5000000
                .
                </xml_signature>
                </file_info>
                    <result>
                        <file_ref>
                            <file_name>up_1_0_r1757028737_0</file_name>
                            <open_name>out</open_name>
                        </file_ref>
                    </result>""");
    }

    @Test
    void the_wrapper_may_be_missing_and_tags_may_share_a_line_and_lines_may_end_the_windows_way() {
        String crowded = "<!-- ours --><file_info><name><OUTFILE_a/></name><max_nbytes>9</max_nbytes>"
                + "<url><UPLOAD_URL/></url></file_info>\r\n"
                + "<result> \r\n<file_ref><file_name><OUTFILE_a/></file_name>"
                + "<open_name>spikes</open_name><optional>1</optional><no_validate/></file_ref></result>";

        String document = OutputTemplate.parse(crowded).expand("w_0", 7, OutputTemplateTest::signed);

        assertThat(document).startsWith("<file_info>\n<name>w_0_r7_a</name>").contains("<result>\n<file_ref>");
        assertThat(document).contains("signed w_0_r7_a 9\n.\n</xml_signature>\n</file_info>");
        assertThat(DocumentFiles.of(document).byLogicalName("spikes"))
                .contains(new DocumentFile("w_0_r7_a", "spikes", OptionalLong.of(9), false, true, false));
    }

    @Test
    void the_upload_address_of_a_file_that_a_task_can_do_without_is_marked() {
        String template = "<file_info>\n<name><OUTFILE_0/></name><max_nbytes>9</max_nbytes><url><UPLOAD_URL/></url>\n"
                + "</file_info>\n"
                + "<file_info>\n<name><OUTFILE_1/></name><max_nbytes>9</max_nbytes><url><UPLOAD_URL/></url>\n"
                + "</file_info>\n<result>\n<file_ref><file_name><OUTFILE_0/></file_name></file_ref>\n"
                + "<file_ref><file_name><OUTFILE_1/></file_name><optional/></file_ref>\n</result>";

        String document = OutputTemplate.parse(template).expand("w_0", 7, OutputTemplateTest::signed);

        assertThat(document)
                .contains("<name>w_0_r7_0</name><max_nbytes>9</max_nbytes><url><UPLOAD_URL/></url>")
                .contains("<name>w_0_r7_1</name><max_nbytes>9</max_nbytes><url><UPLOAD_URL/>?optional</url>");
        assertThat(OptionalUploads.isMarked("optional")).isTrue();
        assertThat(OptionalUploads.isMarked(null)).isFalse();
    }

    @Test
    void a_file_that_is_not_uploaded_needs_no_size_and_gets_no_certificate() {
        String template = "<file_info>\n<name><OUTFILE_0/></name>\n<sticky/>\n</file_info>\n<result>\n</result>";

        assertThat(OutputTemplate.parse(template).expand("w_0", 7, OutputTemplateTest::signed))
                .doesNotContain("xml_signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<file_info>\n<name><OUTFILE_0/></name>\n</file_info>",
                "<file_info>\n<name><OUTFILE_0/></name>\n<result>\n</result>",
                "<file_info>\n<name>out</name>\n</file_info>\n<result>\n</result>",
                "<file_info>\n<name><OUTFILE_0/></name><url><UPLOAD_URL/></url>\n</file_info>\n<result>\n</result>",
                "<file_info>\n<name><OUTFILE_0/></name><max_nbytes>0</max_nbytes><url><UPLOAD_URL/></url>\n"
                        + "</file_info>\n<result>\n</result>",
                "<result>\n<file_ref><file_name><OUTFILE_0/></file_name></file_ref></result>"
            })
    void a_template_that_no_result_can_be_made_from_is_refused(String template) {
        assertThatThrownBy(() -> OutputTemplate.parse(template)).isInstanceOf(MalformedTemplateException.class);
    }

    @Test
    void an_adopted_row_with_urls_gives_the_same_names() {
        DocumentFiles files = DocumentFiles.of("""
                <file_info>
                    <name>tr_1_0_r1296979259_0</name>
                    <max_nbytes>5000000.000000</max_nbytes>
                    <url>http://127.0.0.1:8082/ref_cgi/file_upload_handler</url>
                </file_info>
                <file_info>
                    <name>tr_1_0_r1296979259_1</name>
                    <no_delete/>
                    <url>http://127.0.0.1:8082/ref_cgi/file_upload_handler</url>
                </file_info>
                <result>
                    <file_ref>
                        <file_name>tr_1_0_r1296979259_1</file_name>
                        <open_name>mid</open_name>
                    </file_ref>
                </result>""");

        assertThat(files.files())
                .containsExactly(
                        new DocumentFile(
                                "tr_1_0_r1296979259_0",
                                "tr_1_0_r1296979259_0",
                                OptionalLong.of(5_000_000),
                                false,
                                false,
                                true),
                        new DocumentFile("tr_1_0_r1296979259_1", "mid", OptionalLong.empty(), true, false, true));
        assertThat(DocumentFiles.of("nonsense <file_info> <name>x").files()).isEmpty();
    }

    @Test
    void result_names_carry_their_number() {
        assertThat(JobNames.result("tape_1", 3)).isEqualTo("tape_1_3");
        assertThat(JobNames.number("tape_1_3")).isEqualTo(3);
        assertThat(JobNames.number("tape")).isEqualTo(-1);
        assertThat(JobNames.number("tape_x")).isEqualTo(-1);
    }
}
