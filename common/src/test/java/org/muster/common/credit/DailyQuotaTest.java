package org.muster.common.credit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyQuotaTest {

    private static final DailyQuota TEN = new DailyQuota(10);

    @ParameterizedTest(name = "{0}: success {1}, failure {2}, valid {3}, invalid {4}")
    @CsvSource({
        // stored, after success, after failure, after valid, after invalid
        "0,  10, 9, 11, 0",
        "1,  2,  1, 2,  1",
        "2,  4,  1, 3,  2",
        "3,  6,  2, 4,  3",
        "6,  10, 5, 7,  6",
        "9,  10, 8, 10, 9",
        "10, 10, 9, 11, 10",
        "11, 11, 9, 12, 10",
        "40, 40, 9, 41, 39",
    })
    void a_quota_shrinks_on_errors_and_grows_on_success(int stored, int success, int failure, int valid, int invalid) {
        assertThat(TEN.afterSuccess(stored)).isEqualTo(success);
        assertThat(TEN.afterFailure(stored)).isEqualTo(failure);
        assertThat(TEN.afterValid(stored)).isEqualTo(valid);
        assertThat(TEN.afterInvalid(stored)).isEqualTo(invalid);
    }

    @ParameterizedTest(name = "{0} on {1} processors: {2}")
    @CsvSource({"0, 4, 40", "10, 4, 40", "1, 64, 1", "2, 64, 128", "3, 0.5, 1", "11, 1, 11"})
    void a_quota_is_for_each_processor_except_that_one_stays_one(int stored, double processors, long expected) {
        assertThat(TEN.scaled(stored, processors)).isEqualTo(expected);
    }

    @Test
    void without_a_quota_nothing_is_counted() {
        for (int stored : new int[] {0, 1, 7}) {
            assertThat(DailyQuota.NONE.afterSuccess(stored)).isEqualTo(stored);
            assertThat(DailyQuota.NONE.afterFailure(stored)).isEqualTo(stored);
            assertThat(DailyQuota.NONE.afterValid(stored)).isEqualTo(stored);
            assertThat(DailyQuota.NONE.afterInvalid(stored)).isEqualTo(stored);
        }
        assertThat(DailyQuota.NONE.limits()).isFalse();
    }

    @Test
    void a_computer_that_only_fails_ends_at_one_a_day_and_comes_back_with_successes() {
        int stored = 0;
        for (int failures = 0; failures < 20; failures++) {
            stored = TEN.afterFailure(stored);
        }
        assertThat(stored).isEqualTo(1);
        for (int successes = 0; successes < 4; successes++) {
            stored = TEN.afterSuccess(stored);
        }
        assertThat(stored).isEqualTo(10);
    }
}
