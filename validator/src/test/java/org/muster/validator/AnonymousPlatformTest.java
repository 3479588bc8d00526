package org.muster.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.model.ValidateState;
import org.muster.common.store.NewWorkunit.Replication;
import org.muster.common.testing.TestDatabase;
import org.muster.common.testing.WorkFixture;

/** Results of volunteers' own programs, whose version is a number below 0 and has no row. */
class AnonymousPlatformTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int ON_PROCESSORS = -2;
    private static final int ON_NVIDIA = -3;

    @TempDir
    Path directory;

    @Test
    void results_of_volunteers_own_programs_are_validated_credited_and_counted_by_computer_and_processor()
            throws Exception {
        DATABASE.empty();
        Site site = new Site(DATABASE.work(), directory);
        site.upload("somebody_elses", "a file");
        long app = DATABASE.work().transact(handle -> {
            long demo = WorkFixture.app(handle, "demo");
            long anna = WorkFixture.user(handle, "anna");
            long berta = WorkFixture.user(handle, "berta");
            long first = WorkFixture.host(handle, anna, "first");
            long second = WorkFixture.host(handle, berta, "second");
            long workunit = site.workunit(handle, demo, "w", Replication.quorumOfTwo());
            site.success(
                    handle,
                    workunit,
                    demo,
                    "w_0",
                    Map.of("hostid", first, "userid", anna, "app_version_id", ON_PROCESSORS),
                    "same");
            site.success(
                    handle,
                    workunit,
                    demo,
                    "w_1",
                    Map.of("hostid", second, "userid", berta, "app_version_id", ON_NVIDIA),
                    "same");
            return demo;
        });

        site.validator(Comparators.of(Map.of()), 100, 1).run();

        assertThat(number("select count(*) from result where granted_credit > 0 and validate_state = "
                        + ValidateState.VALID.code()))
                .isEqualTo(2);
        assertThat(number("select count(*) from workunit where canonical_resultid <> 0"))
                .isEqualTo(1);
        assertThat(number("select count(*) from host_app_version where consecutive_valid = 1 and et_n = 1"
                        + " and app_version_id in (" + (1_000_000 * app + 2) + ", " + (1_000_000 * app + 3) + ")"))
                .isEqualTo(2);
        assertThat(number("select count(*) from host_app_version where app_version_id < 0"))
                .isZero();
        assertThat(number("select count(*) from host where avg_turnaround = 500"))
                .as("from sending to report")
                .isEqualTo(2);
    }

    private static long number(String query) {
        return DATABASE.work()
                .read(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
