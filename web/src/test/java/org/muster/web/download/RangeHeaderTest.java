package org.muster.web.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangeHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=1495000-, 1495000, 9223372036854775807",
        "bytes=5-9, 5, 9",
        "Bytes = 5 - 9, 5, 9",
        "bytes=0005-0009, 5, 9",
        "bytes=99999999999999999999-, 9223372036854775807, 9223372036854775807"
    })
    void a_single_range_is_read(String header, long first, long last) {
        assertThat(RangeHeader.parse(header)).isEqualTo(new RangeHeader.FromTo(first, last));
    }

    @ParameterizedTest
    @CsvSource({"bytes=-500, 500", "bytes=-0, 0", "bytes=-99999999999999999999, 9223372036854775807"})
    void a_suffix_is_read(String header, long length) {
        assertThat(RangeHeader.parse(header)).isEqualTo(new RangeHeader.Suffix(length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=9-5",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes=0-1,3-4",
                "bytes=--5",
                "bytes=0x1-2",
                "bytes=١-٢",
                "items=0-5",
                "0-5"
            })
    void anything_else_is_ignored(String header) {
        assertThat(RangeHeader.parse(header)).isEqualTo(new RangeHeader.Ignored());
    }
}
