package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.common.security.KeyFiles;
import org.muster.common.security.UploadCertificate;
import org.muster.upload.Admission.Admitted;
import org.muster.upload.Admission.Refused;
import org.muster.upload.UploadRequest.FileUpload;

class AdmissionTest {
    private static final KeyPair KEYS = KeyFiles.generate();
    private static final Certificates REQUIRED = new Certificates.Required((RSAPublicKey) KEYS.getPublic());
    private static final Certificates IGNORED = new Certificates.Ignored();

    private static UploadHeader signed(String name, long maxBytes) {
        return new UploadHeader(name, 600)
                .maxBytes(maxBytes)
                .signature(new UploadCertificate(name, maxBytes).sign((RSAPrivateKey) KEYS.getPrivate()));
    }

    /** The table of the README: condition, status with certificates, status without. 0 means admitted. */
    static Stream<Arguments> decisions() {
        UploadHeader good = signed("a", 1000);
        return Stream.of(
                Arguments.of("all is well", good, 0, 0),
                Arguments.of("name missing", good.name(null), -1, -1),
                Arguments.of("name empty", good.name(""), -1, -1),
                Arguments.of("no <data>", good.withoutData(), -1, -1),
                Arguments.of("signature missing", good.signature(null), -1, 0),
                Arguments.of("signature empty", good.signature(""), -1, 0),
                Arguments.of("max_nbytes missing", good.maxBytes(null), -1, 0),
                Arguments.of("max_nbytes negative", signed("a", -5), -1, 0),
                Arguments.of("signature of another name", good.name("b"), -1, 0),
                Arguments.of("signature of another limit", good.maxBytes(1001), -1, 0),
                Arguments.of("signature is nonsense", good.signature("zz"), -1, 0),
                Arguments.of("max_nbytes as a double", good.maxBytes("1000.000000"), 0, 0),
                Arguments.of("nbytes missing", good.bytes(null), -1, -1),
                Arguments.of("nbytes negative", good.bytes(-1), -1, -1),
                Arguments.of("nbytes at the limit", good.bytes(1000), 0, 0),
                Arguments.of("nbytes beyond the limit", good.bytes(1001), -1, 0),
                Arguments.of("an empty file", good.bytes(0), 0, 0),
                Arguments.of("a name that leads elsewhere", signed("../a", 1000), -1, -1),
                Arguments.of("a hidden name", signed(".a", 1000), -1, -1),
                Arguments.of("offset missing", good.offset(null), 0, 0),
                Arguments.of("offset negative", good.offset(-1), 1, 1),
                Arguments.of("offset is no number", good.offset("x"), 1, 1));
    }

    @ParameterizedTest(name = "{0}: {2} with certificates, {3} without")
    @MethodSource("decisions")
    void every_header_is_judged_as_the_table_says(
            String condition, UploadHeader header, int withCertificates, int without) throws IOException {
        assertThat(status(header, REQUIRED)).as(condition).isEqualTo(withCertificates);
        assertThat(status(header, IGNORED)).as(condition).isEqualTo(without);
    }

    @Test
    void the_missing_name_is_told_before_the_missing_signature() throws IOException {
        Refused refused = (Refused) judge(signed("a", 1000).name(null).signature(null), REQUIRED);

        assertThat(refused.reply().message()).contains("name");
    }

    @Test
    void what_is_admitted_says_what_was_asked() throws IOException {
        assertThat(judge(signed("a", 1000).offset(7), REQUIRED)).isEqualTo(new Admitted("a", 600, 7, Optional.empty()));
    }

    private static int status(UploadHeader header, Certificates certificates) throws IOException {
        return switch (judge(header, certificates)) {
            case Refused refused -> refused.reply().status().code();
            case Admitted admitted -> 0;
        };
    }

    private static Admission judge(UploadHeader header, Certificates certificates) throws IOException {
        UploadRequest request = RequestReader.read(new ByteArrayInputStream(header.with(new byte[0])));
        return Admission.of((FileUpload) request, certificates);
    }
}
