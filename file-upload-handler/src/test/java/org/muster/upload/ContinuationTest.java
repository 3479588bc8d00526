package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuationTest {
    @ParameterizedTest
    @CsvSource({
        // stored, offset, bytes
        "0, 0, 10, RECEIVE",
        "5, 5, 10, RECEIVE",
        "5, 0, 10, RECEIVE",
        "5, 3, 10, RECEIVE",
        "15, 0, 10, AFRESH",
        "0, 1, 10, GAP",
        "5, 6, 10, GAP",
        "5, 10, 10, GAP",
        "5, 11, 10, GAP",
        "0, 0, 0, COMPLETE",
        "9, 0, 0, AFRESH",
        "10, 10, 10, COMPLETE",
        "15, 12, 10, FOREIGN",
        "15, 9, 10, FOREIGN",
        "15, 16, 10, FOREIGN",
        "11, 10, 10, FOREIGN",
        "5000000000, 5000000000, 5000000001, RECEIVE",
        "4294967296, 4294967297, 5000000001, GAP",
    })
    void an_upload_goes_on_by_what_is_stored(long stored, long offset, long bytes, Continuation expected) {
        assertThat(Continuation.of(stored, offset, bytes)).isEqualTo(expected);
    }
}
