package org.muster.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "42, 42",
        "-7, -7",
        "+7, 7",
        "010, 8",
        "0x1F, 31",
        "-0x10, -16",
        "' 5 ', 5",
        "'', 0",
        "99999999999999999999, 9223372036854775807",
        "-99999999999999999999, -9223372036854775808",
    })
    void integers_are_read_as_strtol_with_base_0_does(String text, long expected) {
        assertThat(CNumbers.integer(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "5x", "08", "0x", "-", "--1", "1 2", "true"})
    void a_text_that_is_not_an_integer_as_a_whole_is_none(String text) {
        assertThat(CNumbers.integer(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 1.5", "-1e3, -1000", "1e-2, 0.01", ".5, 0.5", "5., 5", "0x10, 16", "'', 0", "' 2 ', 2"})
    void reals_are_read_as_strtod_does(String text, double expected) {
        assertThat(CNumbers.real(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1,5", "1d", "1f", "nan", "NaN", "inf", "Infinity", "1e999", "1 2", "e", "0x"})
    void a_text_that_is_not_a_finite_number_as_a_whole_is_none(String text) {
        assertThat(CNumbers.real(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 1_000_000})
    void an_endless_number_is_refused_at_once(int digits) {
        assertThat(CNumbers.integer("9".repeat(digits))).isEmpty();
        assertThat(CNumbers.real("9".repeat(digits))).isEmpty();
    }
}
