package org.muster.scheduler.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.LayoutConfig;
import org.muster.common.config.ProjectConfig;
import org.muster.common.files.AreaOrder;
import org.muster.common.files.FanOut;

class DocumentDeliveryTest {

    private static final ProjectConfig PROJECT = new ProjectConfig(
            "p",
            "P",
            Path.of("p"),
            URI.create("http://new.example/p/"),
            null,
            null,
            null,
            List.of(URI.create("http://odd.example/files")));

    private final DocumentDelivery delivery = delivery(1, null, null);

    private static DocumentDelivery delivery(int levels, List<AreaConfig> downloads, List<AreaConfig> uploads) {
        FilesConfig plain = new FilesConfig(Path.of("d"), Path.of("u"), null, Path.of("t"), Path.of("a"));
        FilesConfig files = plain.withLayout(new LayoutConfig(null, levels), null)
                .withAreas(
                        downloads == null ? plain.downloadAreas() : downloads,
                        uploads == null ? plain.uploadAreas() : uploads);
        return new DocumentDelivery(new FileAddresses(PROJECT, files));
    }

    private static AreaConfig area(String directory, boolean open, String... urls) {
        return new AreaConfig(
                Path.of(directory), Stream.of(urls).map(URI::create).toList(), open);
    }

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

    @Test
    void a_compressed_twin_gets_an_address_when_the_row_says_that_there_is_one() {
        String files = delivery.workunit(
                        "<file_info><name>in_2</name><gzip/><gzipped_nbytes>9</gzipped_nbytes></file_info><workunit/>")
                .files();
        assertThat(files).isEqualTo("""
                        <file_info>
                        <name>in_2</name>
                        <gzipped_nbytes>9</gzipped_nbytes>
                        <url>http://new.example/p/download/252/in_2</url>
                        <gzipped_url>http://new.example/p/download/252/in_2.gz</gzipped_url>
                        </file_info>
                        """);
    }

    @Test
    void application_documents_of_an_adopted_project_are_moved_with_their_paths() {
        String files = delivery.application("""
                        <file_info>
                            <name>app_1</name>
                            <url>http://old.example/ref/download/app_1</url>
                            <url>http://old.example/ref/download/sub/app_1</url>
                            <url>http://odd.example/files/app_1</url>
                            <url>http://mirror.example/app_1</url>
                        </file_info>
                        <app_version/>
                        """).files();
        assertThat(urls(files))
                .containsExactly(
                        "http://new.example/p/download/app_1",
                        "http://new.example/p/download/sub/app_1",
                        "http://mirror.example/app_1");
    }

    @Test
    void addresses_that_began_with_a_former_url_are_moved_whatever_they_look_like() {
        String files = delivery.workunit("""
                        <file_info>
                            <name>in_2</name>
                            <url>http://odd.example/files/52/in_2</url>
                            <gzipped_url>http://odd.example/files/52/in_2.gz</gzipped_url>
                            <url>http://odd.example/filesystem/in_2</url>
                        </file_info>
                        <workunit/>
                        """).files();
        assertThat(urls(files))
                .as("the directory follows from the name, not from the row")
                .containsExactly("http://new.example/p/download/252/in_2", "http://odd.example/filesystem/in_2");
        assertThat(files).contains("<gzipped_url>http://new.example/p/download/252/in_2.gz</gzipped_url>");
    }

    @Test
    void an_input_file_has_two_directories_in_a_layout_of_two_levels() {
        assertThat(urls(delivery(2, null, null).workunit(document("input.dat")).files()))
                .containsExactly("http://new.example/p/download/3e7/3d1/input.dat");
    }

    @Test
    void every_mirror_of_an_area_is_named_in_the_configured_order() {
        DocumentDelivery mirrored =
                delivery(1, List.of(area("d", true, "http://cdn.example/d", "http://new.example/p/download/")), null);

        assertThat(urls(mirrored.workunit(document("input.dat")).files()))
                .containsExactly("http://cdn.example/d/3e7/input.dat", "http://new.example/p/download/3e7/input.dat");
        assertThat(urls(mirrored.application("<file_info><name>app_1</name></file_info><app_version/>")
                        .files()))
                .containsExactly("http://cdn.example/d/app_1", "http://new.example/p/download/app_1");
    }

    @Test
    void the_area_of_a_file_comes_first_and_the_others_follow() {
        DocumentDelivery several = delivery(
                1,
                List.of(area("a", true, "http://a.example"), area("b", true, "http://b.example")),
                List.of(
                        area("ua", true, "http://a.example/file_upload_handler"),
                        area("ub", true, "http://b.example/file_upload_handler")));

        // The order of the names is that of AreaOrder, which FileAreasTest pins.
        for (String name : List.of("input.dat", "b", "f", "g", "h")) {
            int first = AreaOrder.of(name, 2).getFirst();
            String path = FanOut.STANDARD.path(name);
            List<String> downloads = List.of("http://a.example/" + path, "http://b.example/" + path);
            assertThat(urls(several.workunit(document(name)).files()))
                    .containsExactly(downloads.get(first), downloads.get(1 - first));
            List<String> uploads =
                    List.of("http://a.example/file_upload_handler", "http://b.example/file_upload_handler");
            assertThat(urls(several.result(
                                    "<file_info><name>" + name + "</name><url><UPLOAD_URL/></url></file_info><result/>")
                            .files()))
                    .containsExactly(uploads.get(first), uploads.get(1 - first));
        }
    }

    @Test
    void a_closed_area_is_asked_last_and_areas_of_one_server_are_one_address() {
        DocumentDelivery closed =
                delivery(1, List.of(area("a", false, "http://a.example"), area("b", true, "http://b.example")), null);
        DocumentDelivery devices = delivery(1, List.of(area("a", true), area("b", true)), null);

        for (String name : List.of("input.dat", "b", "f", "g", "h")) {
            String path = FanOut.STANDARD.path(name);
            assertThat(urls(closed.workunit(document(name)).files()))
                    .containsExactly("http://b.example/" + path, "http://a.example/" + path);
            assertThat(urls(devices.workunit(document(name)).files()))
                    .containsExactly("http://new.example/p/download/" + path);
        }
    }

    private static String document(String name) {
        return "<file_info><name>" + name + "</name></file_info><workunit/>";
    }

    private static List<String> urls(String files) {
        return files.lines()
                .filter(line -> line.startsWith("<url>"))
                .map(line -> line.replaceAll("</?url>", ""))
                .toList();
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
