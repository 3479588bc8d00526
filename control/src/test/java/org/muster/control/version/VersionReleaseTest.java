package org.muster.control.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.security.KeyDirectory;
import org.muster.common.security.Signatures;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;
import org.muster.control.UserErrorException;

class VersionReleaseTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final long NOW = 1_700_000_000;
    private static final String PLATFORM = "x86_64-pc-linux-gnu";

    @TempDir
    Path directory;

    private KeyDirectory keys;
    private Path download;

    @BeforeEach
    void a_project_with_an_application() throws Exception {
        DATABASE.empty();
        keys = new KeyDirectory(directory.resolve("keys"));
        keys.createMissing();
        download = Files.createDirectories(directory.resolve("download"));
        DATABASE.work().write(handle -> WorkFixture.app(handle, "upper"));
    }

    @Test
    void a_single_file_is_the_main_program_signed_and_published() throws Exception {
        Path program = file("upper/1.05/" + PLATFORM + "/upper_1.05", "#!/bin/sh\n#API_VERSION_7.24.1\n");

        assertThat(publish()).containsExactly(VersionRelease.Outcome.PUBLISHED);

        String document = document(105, "");
        String signature = document.substring(
                document.indexOf("<file_signature>") + "<file_signature>".length(),
                document.indexOf("</file_signature>"));
        assertThat(Signatures.verifyFile(download.resolve("upper_1.05"), signature, keys.readCodeSignPublic()))
                .isTrue();
        assertThat(document)
                .contains("<name>upper_1.05</name>\n<executable/>")
                .contains("<nbytes>" + Files.size(program) + "</nbytes>")
                .contains("<version_num>105</version_num>\n<api_version>7.24.1</api_version>")
                .contains("<file_name>upper_1.05</file_name>\n<main_program/>");
    }

    @Test
    void version_xml_says_what_each_of_several_files_is() throws Exception {
        String version = "upper/2/" + PLATFORM + "__mt/";
        file(version + "main_2", "main");
        Files.setPosixFilePermissions(
                file(version + "helper_2", "helper"), PosixFilePermissions.fromString("rwxr-xr-x"));
        file(version + "data_2", "d".repeat(10_000));
        file(version + "version.xml", """
                <version>
                  <file><physical_name>main_2</physical_name><main_program/></file>
                  <file><physical_name>data_2</physical_name><logical_name>data</logical_name><copy_file/><gzip/></file>
                  <needs_network/><beta/><file_prefix>lib/</file_prefix><api_version>7.20.0</api_version>
                </version>
                """);

        publish();

        assertThat(document(2, "mt"))
                .contains("<name>helper_2</name>\n<executable/>")
                .contains("<open_name>data</open_name>\n<copy_file/>")
                .containsPattern("<gzip/>\\n<gzipped_nbytes>[0-9]+</gzipped_nbytes>")
                .contains("<needs_network/>\n<file_prefix>lib/</file_prefix>\n</app_version>");
        assertThat(download.resolve("data_2.gz")).exists();
        assertThat(DATABASE.work().<Long>read(handle -> WorkFixture.count(handle, "app_version", "beta = 1")))
                .isEqualTo(1);
    }

    @Test
    void what_is_published_is_passed_over_and_never_changed() throws Exception {
        Path program = file("upper/1.00/" + PLATFORM + "/upper_1.00", "one");
        publish();

        assertThat(publish()).containsExactly(VersionRelease.Outcome.WAS_THERE);

        Files.writeString(program, "two");
        refused("give a changed file a new name");
        Files.move(program, program.resolveSibling("upper_1.00_b"));
        refused("give it a new number");
        assertThat(download.resolve("upper_1.00")).hasContent("one");
    }

    @Test
    void without_the_key_a_signature_made_elsewhere_is_taken() throws Exception {
        Path program = file("upper/1.00/" + PLATFORM + "/upper_1.00", "one");
        Path offline = directory.resolve("stick");
        Files.move(keys.codeSignPrivate(), offline);

        refused("app-version sign");
        FileSigner.writeSignature(program, offline);
        assertThat(publish()).containsExactly(VersionRelease.Outcome.PUBLISHED);

        Files.writeString(program, "two");
        refused("is not the signature of upper_1.00");
    }

    @Test
    void a_directory_that_is_no_version_is_refused_with_what_to_do() throws Exception {
        Path version = directory.resolve("apps/upper/1.00/" + PLATFORM);
        Files.createDirectories(version);
        refused("there is no file in");
        file("upper/1.00/" + PLATFORM + "/a", "a");
        Path second = file("upper/1.00/" + PLATFORM + "/b", "b");
        refused("has 0 main programs");
        Files.delete(second);
        Files.createFile(second);
        Path xml = file(
                "upper/1.00/" + PLATFORM + "/version.xml",
                "<version><file><physical_name>a</physical_name><main_program/></file></version>");
        refused("is empty");
        Files.writeString(xml, "<version><file><physical_name>c</physical_name><main_program/></file></version>");
        refused("names the file c, which is not there");
        assertThat(download).isEmptyDirectory();
    }

    @Test
    void names_that_no_client_knows_are_refused() throws Exception {
        file("lower/1.00/" + PLATFORM + "/lower_1", "a");
        refused("bin/muster app add lower");
        DATABASE.work().write(handle -> WorkFixture.app(handle, "lower"));
        publish();
        file("upper/1.00/amiga/upper_1", "a");
        refused("'amiga', which clients do not have");
        file("upper/one/" + PLATFORM + "/upper_2", "a");
        refused("is no APP/VERSION/PLATFORM directory");
    }

    private List<VersionRelease.Outcome> publish() throws IOException {
        VersionRelease release = new VersionRelease(DATABASE.work(), download, new FileSigner(keys));
        List<VersionRelease.Outcome> outcomes = new java.util.ArrayList<>();
        for (VersionDirectory version : VersionDirectory.in(directory.resolve("apps"))) {
            outcomes.add(release.publish(version, false, NOW));
        }
        return outcomes;
    }

    private void refused(String reason) {
        assertThatThrownBy(this::publish).isInstanceOf(UserErrorException.class).hasMessageContaining(reason);
    }

    private Path file(String path, String content) throws IOException {
        Path file = directory.resolve("apps").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String document(int number, String planClass) {
        return DATABASE.work()
                .read(handle -> handle.createQuery(
                                "select xml_doc from app_version where version_num = :number and plan_class = :class")
                        .bind("number", number)
                        .bind("class", planClass)
                        .map((row, context) -> new String(row.getBytes(1), UTF_8))
                        .one());
    }
}
