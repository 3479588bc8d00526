package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.common.config.RedirectConfig;

final class SignedAddressesTest {

    /** The example in Amazon's documentation of Signature Version 4 with query parameters. */
    @Test
    void a_store_of_amazons_kind_is_given_the_signature_of_its_documentation() {
        SignedAddresses addresses = SignedAddresses.of(new RedirectConfig(
                URI.create("https://examplebucket.s3.amazonaws.com"),
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                86_400,
                "AKIAIOSFODNN7EXAMPLE",
                "us-east-1"));

        assertThat(addresses.of("test.txt", Instant.parse("2013-05-24T00:00:00Z")))
                .hasToString("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }

    /** The signature was computed with {@code printf '/b/3e7/input.dat\n1700003600' | openssl dgst -sha256 -hmac key}. */
    @Test
    void a_plain_signature_is_that_of_path_and_time() {
        SignedAddresses addresses =
                SignedAddresses.of(new RedirectConfig(URI.create("http://store.example/b/"), "key", 3600, null, null));

        assertThat(addresses.of("3e7/input.dat", Instant.ofEpochSecond(1_700_000_000)))
                .hasToString("http://store.example/b/3e7/input.dat?expires=1700003600&signature="
                        + "765e4d8e33ef1f1efbf9a04e9e4839be5185ce5b4ddf1c23adfb9dd4ba6eb863");
    }

    @Test
    void what_an_address_cannot_hold_is_escaped() {
        assertThat(SignedAddresses.unsigned(URI.create("http://store.example"), "3e7/a b[1]*~+.dat"))
                .hasToString("http://store.example/3e7/a%20b%5B1%5D%2A~%2B.dat");
    }

    @Test
    void the_secret_is_not_shown() {
        assertThat(new RedirectConfig(URI.create("http://store.example"), "hush", 0, null, null).toString())
                .doesNotContain("hush");
    }
}
