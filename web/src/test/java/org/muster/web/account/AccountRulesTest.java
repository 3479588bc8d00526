package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "me@b.c",
                "ref@example.invalid",
                "first.last+boinc@mail.example.org",
                "o'neil@example.org",
                "x@sub-domain.example.museum",
                "1@2.3"
            })
    void addresses_of_the_usual_kind_are_accepted(String email) {
        assertThat(AccountRules.isEmail(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "me",
                "me@",
                "@b.c",
                "me@b",
                "me@b.",
                "me@.b.c",
                "me@@b.c",
                "me@b.c ",
                " me@b.c",
                "me you@b.c",
                "me@b c.d",
                ".me@b.c",
                "me.@b.c",
                "m..e@b.c",
                "me@-b.c",
                "me@b-.c",
                "Me@b.c",
                "mé@b.c",
                "me@b.c\n",
                "<me@b.c>",
                "me@b.c,you@b.c",
                "me\0@b.c"
            })
    void anything_else_is_no_address(String email) {
        assertThat(AccountRules.isEmail(email)).isFalse();
    }

    @Test
    void an_address_fits_its_column() {
        String longHost = ("a".repeat(50) + ".").repeat(3) + "org";
        assertThat(AccountRules.isEmail("a".repeat(34) + "@" + longHost)).isTrue();
        assertThat(AccountRules.isEmail("a".repeat(35) + "@" + longHost)).isFalse();
        assertThat(AccountRules.isEmail("a".repeat(65) + "@b.c")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"My Name", "RefUser", "Ünal Öz", "李雷", "Zoë 👩‍🚀", "R2-D2", "1st", "0x1F", "a+b", "-"})
    void names_of_people_are_accepted(String name) {
        assertThat(AccountRules.complaintAboutName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " me",
                "me ",
                "me\n",
                "m\te",
                "a<b",
                "a>b",
                "a&b",
                "a\"b",
                "a'b",
                "42",
                "-1.5",
                "+3",
                ".5",
                "5.",
                "1e9",
                "bell\u0007",
                "turn\u202Eround",
                "line\u2028break",
                "half\uD83D"
            })
    void other_names_are_refused_in_words(String name) {
        assertThat(AccountRules.complaintAboutName(name)).get().asString().startsWith("The user name must");
    }

    @Test
    void a_name_fits_its_column_counted_in_characters() {
        assertThat(AccountRules.complaintAboutName("👩".repeat(191))).isEmpty();
        assertThat(AccountRules.complaintAboutName("a".repeat(192))).isPresent();
    }

    @Test
    void a_password_hash_is_an_md5_in_lower_case() {
        assertThat(AccountRules.isPasswordHash("c76f290c9d73fb5f6b73ec012b160a21"))
                .isTrue();
        assertThat(AccountRules.isPasswordHash("C76F290C9D73FB5F6B73EC012B160A21"))
                .isFalse();
        assertThat(AccountRules.isPasswordHash("c76f290c9d73fb5f6b73ec012b160a2"))
                .isFalse();
        assertThat(AccountRules.isPasswordHash("x".repeat(32))).isFalse();
    }
}
