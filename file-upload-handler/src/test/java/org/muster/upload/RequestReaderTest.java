package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.upload.UploadRequest.FileUpload;
import org.muster.upload.UploadRequest.SizeQuery;
import org.muster.upload.UploadRequest.Unrecognized;

class RequestReaderTest {
    private static final String MD5 = "ba8223429676ae1b1711622347ff4c74";

    @Test
    void a_size_query_is_read_also_behind_an_empty_line() throws IOException {
        assertThat(read("\n<data_server_request>\n   <get_file_size>wu_1_0</get_file_size>\n</data_server_request>\n"))
                .isEqualTo(new SizeQuery("wu_1_0"));
    }

    @Test
    void an_upload_is_read_up_to_its_data_and_no_byte_further() throws IOException {
        ByteArrayInputStream in = stream(new UploadHeader("wu_1_0_r12345_0", 3_000_000)
                        .signature("4e50\n4e51\n.")
                        .md5(MD5)
                        .offset(999_303)
                        .text()
                + "\nraw <data>\n");

        assertThat(RequestReader.read(in))
                .isEqualTo(new FileUpload(
                        "wu_1_0_r12345_0",
                        "4e50\n4e51\n.",
                        OptionalLong.of(1_000_000),
                        OptionalLong.of(3_000_000),
                        999_303,
                        Optional.of(MD5),
                        true));
        assertThat(new String(in.readAllBytes(), US_ASCII)).isEqualTo("\nraw <data>\n");
    }

    @Test
    void a_signature_is_taken_as_it_stands_wherever_its_tags_are() throws IOException {
        for (String block : new String[] {
            "<xml_signature>\n4e50\n4e51\n.</xml_signature>",
            "<xml_signature>\n4e50\n4e51\n.\n</xml_signature>",
            "  <xml_signature>4e50\n4e51\n.\n  </xml_signature>"
        }) {
            assertThat(upload("<name>a</name>\n" + block + "\n<nbytes>1</nbytes>\n<data>\n")
                            .signature())
                    .isEqualTo("4e50\n4e51\n.");
        }
        assertThat(upload("<xml_signature></xml_signature>\n<data>\n").signature())
                .isEmpty();
        assertThat(upload("<xml_signature>\n</xml_signature>\n<data>\n").signature())
                .isEmpty();
    }

    @Test
    void a_signature_that_never_ends_is_none_and_there_are_no_data() throws IOException {
        FileUpload upload = upload("<name>a</name>\n<xml_signature>\n4e50\n<data>\n");

        assertThat(upload.signature()).isEmpty();
        assertThat(upload.dataFollow()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4294967296, 4294967296",
        "999999999999999999, 999999999999999999",
        "3000000.000000, 3000000",
        "1e+06, 1000000",
        "-1, -1",
    })
    void numbers_are_read_as_clients_print_them(String text, long bytes) throws IOException {
        assertThat(upload("<nbytes>" + text + "</nbytes>\n<data>\n").bytes()).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "NaN", "1e300", "9999999999999999999999", "1 2"})
    void what_is_no_number_is_missing(String text) throws IOException {
        assertThat(upload("<nbytes>" + text + "</nbytes>\n<data>\n").bytes()).isEmpty();
        assertThat(upload("<offset>" + text + "</offset>\n<data>\n").offset()).isEqualTo(-1);
    }

    @Test
    void an_md5_in_capitals_is_taken_and_a_malformed_one_is_not() throws IOException {
        assertThat(upload("<md5_cksum>BA8223429676AE1B1711622347FF4C74</md5_cksum>\n<data>\n")
                        .md5())
                .contains(MD5);
        assertThat(upload("<md5_cksum>ba82</md5_cksum>\n<data>\n").md5()).isEmpty();
    }

    @Test
    void elements_it_does_not_know_do_no_harm() throws IOException {
        FileUpload upload = upload("<generated_locally/>\r\n<url>http://x/</url>\r\n<name>a</name>\r\n<data>\r\n");

        assertThat(upload.name()).isEqualTo("a");
        assertThat(upload.dataFollow()).isTrue();
    }

    @Test
    void a_head_that_is_too_long_has_no_data() throws IOException {
        FileUpload upload = upload("<name>a</name>\n" + "x".repeat(RequestReader.LONGEST_HEAD) + "\n<data>\n");

        assertThat(upload.dataFollow()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "<scheduler_request>\n", "<get_file_size>a\n", "no line end"})
    void anything_else_is_no_command(String text) throws IOException {
        assertThat(read(text)).isEqualTo(new Unrecognized());
    }

    private static FileUpload upload(String head) throws IOException {
        return (FileUpload) read("<data_server_request>\n<file_upload>\n<file_info>\n" + head);
    }

    private static UploadRequest read(String text) throws IOException {
        return RequestReader.read(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }
}
