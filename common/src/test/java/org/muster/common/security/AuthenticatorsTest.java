package org.muster.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.common.security.PresentedAuthenticator.Malformed;
import org.muster.common.security.PresentedAuthenticator.Strong;
import org.muster.common.security.PresentedAuthenticator.Weak;

class AuthenticatorsTest {
    private static final String STRONG = "00112233445566778899aabbccddeeff";
    private static final String CLIENT_HASH = "c76f290c9d73fb5f6b73ec012b160a21";

    @Test
    void a_new_authenticator_has_32_digits_and_is_new() {
        assertThat(Authenticators.create()).matches("[0-9a-f]{32}").isNotEqualTo(Authenticators.create());
    }

    @Test
    void weak_authenticator_and_notice_key_are_made_as_boinc_makes_them() {
        // md5sum of the authenticator, the stored hash and, for the notice key, "notify_rss"
        assertThat(Authenticators.weak(7, STRONG, CLIENT_HASH)).isEqualTo("7_b1d89db763cdc385353ceb872e6802e0");
        assertThat(Authenticators.noticeKey(7, STRONG, CLIENT_HASH)).isEqualTo("7_b5ca51868b90cb0e5d314c1b6e176ba2");
    }

    @Test
    void what_a_client_presents_is_told_apart_by_its_shape() {
        assertThat(Authenticators.parse(STRONG)).isEqualTo(new Strong(STRONG));
        assertThat(Authenticators.parse("42_abc")).isEqualTo(new Weak(42, "42_abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_abc", "x_abc", "-1_abc", "99999999999999999999_a", "a b", "a'--", "<x>"})
    void anything_else_is_malformed(String presented) {
        assertThat(Authenticators.parse(presented)).isEqualTo(new Malformed());
    }

    @Test
    void only_equal_secrets_are_the_same() {
        assertThat(Authenticators.same("7_ab", "7_ab")).isTrue();
        assertThat(Authenticators.same("7_ab", "7_ac")).isFalse();
        assertThat(Authenticators.same("7_ab", "7_a")).isFalse();
    }

    @Test
    void a_clients_hash_covers_the_lower_cased_address() {
        assertThat(PasswordHashes.ofClient("secret12", "Me@B.c")).isEqualTo(CLIENT_HASH);
    }

    @Test
    void a_stored_hash_is_slow_salted_and_matches_its_password_alone() {
        String stored = PasswordHashes.store(CLIENT_HASH);

        assertThat(stored).startsWith("pbkdf2-sha256$600000$").hasSizeLessThan(255);
        assertThat(stored).isNotEqualTo(PasswordHashes.store(CLIENT_HASH));
        assertThat(PasswordHashes.matches(stored, CLIENT_HASH)).isTrue();
        assertThat(PasswordHashes.matches(stored, STRONG)).isFalse();
        assertThat(PasswordHashes.matches(stored, stored)).isFalse();
        assertThat(PasswordHashes.isLegacy(stored)).isFalse();
    }

    @Test
    void a_known_stored_hash_still_matches() {
        String stored = "pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg==$8p7p5mE4ZTy7BhlAOYjGc/F06CPH2xxy7uSjYIDcxN4=";

        assertThat(PasswordHashes.matches(stored, CLIENT_HASH)).isTrue();
    }

    @Test
    void a_legacy_hash_matches_and_is_known_as_such() {
        assertThat(PasswordHashes.matches(CLIENT_HASH, CLIENT_HASH)).isTrue();
        assertThat(PasswordHashes.matches(CLIENT_HASH, STRONG)).isFalse();
        assertThat(PasswordHashes.isLegacy(CLIENT_HASH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$2y$10$abc",
                "pbkdf2-sha256$99999999$AAAA$AAAA",
                "pbkdf2-sha256$0$AAAA$AAAA",
                "pbkdf2-sha256$1$=AAA$AAAA"
            })
    void a_stored_text_of_an_unknown_kind_matches_nothing(String stored) {
        assertThat(PasswordHashes.matches(stored, CLIENT_HASH)).isFalse();
    }

    @Test
    void only_a_clients_hash_is_stored() {
        assertThatThrownBy(() -> PasswordHashes.store("secret12")).hasMessageContaining("32 lower-case");
    }

    @Test
    void a_bcrypt_hash_that_php_wrote_opens_to_its_password_and_is_no_bare_md5() {
        String hash = "c76f290c9d73fb5f6b73ec012b160a21";
        String stored = "$2y$10$abcdefghijklmnopqrstuu3Ovn.26ziEijFPUhJdRMnFgWLFS5to2";

        assertThat(PasswordHashes.matches(stored, hash)).isTrue();
        assertThat(PasswordHashes.matches(stored.replace("$2y", "$2b"), hash)).isTrue();
        assertThat(PasswordHashes.matches(stored, hash.replace('c', 'd'))).isFalse();
        assertThat(PasswordHashes.isLegacy(stored)).isFalse();
        assertThat(PasswordHashes.matches(stored.replace("$10$", "$31$"), hash))
                .as("a cost that would keep a processor for days")
                .isFalse();
    }
}
