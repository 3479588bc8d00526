package org.muster.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.testing.Eventually;
import org.muster.common.testing.TestDatabase;
import org.muster.web.RunningWeb;

/** What is removed when its time is over. */
final class ExpiredRowsTest {
    private static final long NOW = Instant.now().getEpochSecond();
    private static final long SIXTY_DAYS = Duration.ofDays(60).toSeconds();

    @RegisterExtension
    static TestDatabase database = new TestDatabase();

    @TempDir
    Path directory;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void other_sites_have_sixty_days_to_read_of_deleted_accounts_and_hosts() {
        deleted("user_deleted", "userid", 1, NOW - SIXTY_DAYS);
        deleted("user_deleted", "userid", 2, NOW - SIXTY_DAYS + 1);
        deleted("host_deleted", "hostid", 3, NOW - SIXTY_DAYS - 99);
        deleted("host_deleted", "hostid", 4, NOW);

        assertThat(pass().run().handled()).isEqualTo(2);

        assertThat(ids("user_deleted", "userid")).containsExactly(2L);
        assertThat(ids("host_deleted", "hostid")).containsExactly(4L);
        assertThat(pass().run().handled()).isZero();
    }

    @Test
    void very_many_go_in_steps_until_none_is_left() {
        database.work().write(handle -> {
            var rows = handle.prepareBatch(
                    "insert into host_deleted (hostid, public_cross_project_id, create_time) values (:id, 'x', 1)");
            for (int i = 1; i <= 2500; i++) {
                rows.bind("id", i).add();
            }
            rows.execute();
        });
        ExpiredRows pass = pass();

        assertThat(List.of(pass.run(), pass.run(), pass.run()))
                .extracting(outcome -> outcome.handled() + (outcome.more() ? " and more" : ""))
                .containsExactly("1000 and more", "1000 and more", "500");
    }

    @Test
    void links_to_new_passwords_go_when_they_are_no_good_any_more() {
        database.work()
                .write(handle -> handle.execute(
                        "insert into password_reset (token_digest, user_id, created_at, expires_at)"
                                + " values ('a', 1, 1, ?), ('b', 2, 1, ?)",
                        NOW,
                        NOW + 1));

        pass().run();

        assertThat(ids("password_reset", "user_id")).containsExactly(2L);
    }

    @Test
    void the_web_daemon_does_it_by_itself() throws Exception {
        deleted("user_deleted", "userid", 1, NOW - SIXTY_DAYS - 1);

        try (RunningWeb web = RunningWeb.start(directory, database.config())) {
            Eventually.until(() -> ids("user_deleted", "userid").isEmpty());
        }
    }

    private static ExpiredRows pass() {
        return new ExpiredRows(database.work(), InstantSource.fixed(Instant.ofEpochSecond(NOW)));
    }

    private static void deleted(String table, String column, long id, long at) {
        database.work()
                .write(handle -> handle.execute(
                        "insert into " + table + " (" + column
                                + ", public_cross_project_id, create_time) values (?, 'x', ?)",
                        id,
                        at));
    }

    private static List<Long> ids(String table, String column) {
        return database.work()
                .read(handle -> handle.createQuery("select " + column + " from " + table + " order by 1")
                        .mapTo(Long.class)
                        .list());
    }
}
