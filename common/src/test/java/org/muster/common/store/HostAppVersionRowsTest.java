package org.muster.common.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.common.credit.DailyQuota;
import org.muster.common.credit.HostAppVersion;
import org.muster.common.credit.RunSample;
import org.muster.common.testing.TestDatabase;

class HostAppVersionRowsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @Test
    void rows_are_made_when_missing_and_hold_what_was_written_to_the_last_bit() {
        HostAppVersion.Key first = new HostAppVersion.Key(1, 2);
        HostAppVersion.Key second = new HostAppVersion.Key(1, 3_000_002);
        HostAppVersion changed = HostAppVersion.unknown(second)
                .with(new RunSample(1.0 / 3, 1e-10 / 7, 1234.5))
                .afterValid(true, new DailyQuota(10));

        database.work().write(handle -> {
            assertThat(HostAppVersionRows.lock(handle, List.of(first, second))).isEmpty();
            assertThat(HostAppVersionRows.lockOrCreate(handle, List.of(second, first, second)))
                    .isEqualTo(Map.of(first, HostAppVersion.unknown(first), second, HostAppVersion.unknown(second)));
            HostAppVersionRows.update(handle, List.of(changed));
        });

        Map<HostAppVersion.Key, HostAppVersion> read =
                database.work().transact(handle -> HostAppVersionRows.lock(handle, List.of(first, second)));
        assertThat(read).isEqualTo(Map.of(first, HostAppVersion.unknown(first), second, changed));
    }
}
