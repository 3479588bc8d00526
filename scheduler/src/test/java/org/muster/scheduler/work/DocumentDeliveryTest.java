package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.ProjectConfig;
import org.muster.common.files.FanOut;

class DocumentDeliveryTest {

    private final DocumentDelivery delivery = new DocumentDelivery(
            new ProjectConfig("p", "P", Path.of("p"), URI.create("http://new.example/p/"), null, null, null),
            FanOut.STANDARD);

    @Test
    void an_input_file_gets_an_address_below_its_directory() {
        Deliverable workunit = delivery.workunit("""
                <file_info>
                <name>in_2</name>
                <md5_cksum>d1fb451f2e048de219523393fd95df7e</md5_cksum>
                <nbytes>16211</nbytes>
                </file_info>
                <workunit>
                <file_ref>
                <file_name>in_2</file_name>
                <open_name>in</open_name>
                </file_ref>
                </workunit>
                """);
        assertThat(workunit.files())
                .as("the directory is the one that BOINC's server chose for this name")
                .isEqualTo("""
                        <file_info>
                        <name>in_2</name>
                        <md5_cksum>d1fb451f2e048de219523393fd95df7e</md5_cksum>
                        <nbytes>16211</nbytes>
                        <url>http://new.example/p/download/252/in_2</url>
                        </file_info>
                        """);
        assertThat(workunit.body())
                .isEqualTo("<file_ref>\n<file_name>in_2</file_name>\n<open_name>in</open_name>\n</file_ref>\n");
    }

    @Test
    void an_application_file_lies_at_the_top_and_its_signature_is_not_touched() {
        String signature = "<file_signature>\n10bc3ae51f27\nfc806d3d324d\n.\n</file_signature>\n";
        Deliverable version = delivery.application("<file_info>\n<name>app_1</name>\n<executable/>\n" + signature
                + "<nbytes>5</nbytes>\n</file_info>\n<app_version>\n<app_name>app</app_name>\n</app_version>\n");
        assertThat(version.files())
                .isEqualTo("<file_info>\n<name>app_1</name>\n<executable/>\n" + signature
                        + "<nbytes>5</nbytes>\n<url>http://new.example/p/download/app_1</url>\n</file_info>\n");
    }

    @Test
    void the_place_for_the_upload_address_is_filled() {
        Deliverable result = delivery.result("<file_info><name>r_0_r1_0</name><url><UPLOAD_URL/></url></file_info>\n"
                + "<file_info><name>r_0_r1_1</name><url><UPLOAD_URL /></url></file_info>\n<result></result>");
        assertThat(result.files().split("\n"))
                .filteredOn(line -> line.startsWith("<url>"))
                .containsExactly(
                        "<url>http://new.example/p_cgi/file_upload_handler</url>",
                        "<url>http://new.example/p_cgi/file_upload_handler</url>");
        assertThat(result.body()).isEmpty();
    }

    @Test
    void the_mark_of_a_file_that_a_task_can_do_without_stays_behind_the_upload_address() {
        assertThat(delivery.result("<file_info><name>o</name><url><UPLOAD_URL/>?optional</url></file_info><result/>")
                        .files())
                .contains("<url>http://new.example/p_cgi/file_upload_handler?optional</url>");
    }

    @Test
    void addresses_in_rows_of_an_adopted_project_are_moved_to_ours() {
        String files = delivery.workunit("""
                        <file_info>
                            <name>in_2</name>
                            <url>http://old.example/ref/download/252/in_2</url>
                            <gzipped_url>http://old.example/ref/download/252/in_2.gz</gzipped_url>
                            <url>http://mirror.example/in_2</url>
                        </file_info>
                        <workunit/>
                        """).files();
        assertThat(files)
                .contains("<url>http://new.example/p/download/252/in_2</url>\n")
                .contains("<gzipped_url>http://new.example/p/download/252/in_2.gz</gzipped_url>\n")
                .contains("<url>http://mirror.example/in_2</url>\n")
                .doesNotContain("old.example");
        assertThat(delivery.result("<file_info><name>o</name><url>http://old.example/ref_cgi/file_upload_handler</url>"
                                + "</file_info><result/>")
                        .files())
                .contains("<url>http://new.example/p_cgi/file_upload_handler</url>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<workunit>",
                "<file_info><name>x</name></file_info>",
                "<file_info></file_info><workunit></workunit>",
                "<file_info><name>x</name><workunit></workunit>",
            })
    void a_document_that_no_client_could_use_is_refused(String document) {
        assertThatThrownBy(() -> delivery.workunit(document))
                .isInstanceOf(UnsendableDocumentException.class)
                .hasMessageMatching("(the document|a <file_info>) .*");
    }
}
