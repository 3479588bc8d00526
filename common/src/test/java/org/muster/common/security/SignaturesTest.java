package org.muster.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final String SIGNATURE = KeyFilesTest.resource("signature_of_the_certificate");
    private static final UploadCertificate CERTIFICATE = new UploadCertificate("wu_demo_1_0_r1_0", 100000);

    private final RSAPublicKey publicKey = KeyFiles.parsePublic(KeyFilesTest.PUBLIC);
    private final RSAPrivateCrtKey privateKey = KeyFiles.parsePrivate(KeyFilesTest.PRIVATE);

    @TempDir
    Path directory;

    @Test
    void a_certificate_is_signed_as_boinc_signs_it() {
        assertThat(CERTIFICATE.signedText()).isEqualTo("<name>wu_demo_1_0_r1_0</name><max_nbytes>100000</max_nbytes>");
        assertThat(CERTIFICATE.sign(privateKey)).isEqualTo(SIGNATURE);
        assertThat(CERTIFICATE.isGrantedBy(SIGNATURE, publicKey)).isTrue();
    }

    @Test
    void a_signature_trimmed_by_the_client_is_still_good() {
        assertThat(CERTIFICATE.isGrantedBy("\n" + SIGNATURE.strip(), publicKey)).isTrue();
        assertThat(CERTIFICATE.isGrantedBy(SIGNATURE.replace(".", "").strip(), publicKey))
                .isTrue();
    }

    @Test
    void a_certificate_gives_no_other_right() {
        assertThat(new UploadCertificate("wu_demo_1_0_r1_1", 100000).isGrantedBy(SIGNATURE, publicKey))
                .isFalse();
        assertThat(new UploadCertificate("wu_demo_1_0_r1_0", 100001).isGrantedBy(SIGNATURE, publicKey))
                .isFalse();
        RSAPublicKey other = (RSAPublicKey) KeyFiles.generate().getPublic();
        assertThat(CERTIFICATE.isGrantedBy(SIGNATURE, other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "00", "zz\n.\n", "851d7b7c28fbf0e688a8b2e64ba0720ad6f10eb59682c9863378bf6aea389eef\n.\n"
            })
    void what_is_no_signature_at_all_is_not_good(String signature) {
        assertThat(CERTIFICATE.isGrantedBy(signature, publicKey)).isFalse();
    }

    @Test
    void every_changed_digit_spoils_a_signature() {
        for (int i = 0; i < 64; i++) {
            char changed = SIGNATURE.charAt(i) == '0' ? '1' : '0';
            String spoiled = SIGNATURE.substring(0, i) + changed + SIGNATURE.substring(i + 1);
            assertThat(CERTIFICATE.isGrantedBy(spoiled, publicKey)).isFalse();
        }
    }

    @Test
    void a_file_is_signed_by_its_content() throws IOException {
        Path file = Files.writeString(directory.resolve("main.sh"), CERTIFICATE.signedText());

        assertThat(Signatures.signFile(file, privateKey)).isEqualTo(SIGNATURE);
        assertThat(Signatures.verifyFile(file, SIGNATURE, publicKey)).isTrue();
        Files.writeString(file, "changed");
        assertThat(Signatures.verifyFile(file, SIGNATURE, publicKey)).isFalse();
    }
}
