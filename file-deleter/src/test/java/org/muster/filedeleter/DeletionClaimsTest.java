package org.muster.filedeleter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.daemon.Shard;
import org.muster.common.files.FanOut;
import org.muster.common.testing.TestDatabase;

class DeletionClaimsTest {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private DeletionFixture fixture;

    @BeforeEach
    void begin() throws IOException {
        DATABASE.empty();
        fixture = new DeletionFixture(DATABASE.work(), temporary, FanOut.FLAT);
        fixture.released(10);
    }

    @Test
    void no_row_is_in_two_hands() {
        DeletionClaims one = claims(DeletionQueue.INPUTS, Shard.ALL);
        DeletionClaims other = claims(DeletionQueue.INPUTS, Shard.ALL);

        assertThat(rows(one, 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows(other, 4)).containsExactly(5L, 6L, 7L, 8L);
        assertThat(rows(one, 4)).containsExactly(9L, 10L);
        assertThat(rows(other, 4)).isEmpty();
    }

    @Test
    void the_queues_and_the_shards_do_not_stand_in_each_others_way() {
        rows(claims(DeletionQueue.INPUTS, new Shard(2, 0)), 10);

        assertThat(rows(claims(DeletionQueue.INPUTS, new Shard(2, 1)), 10)).containsExactly(1L, 3L, 5L, 7L, 9L);
        assertThat(rows(claims(DeletionQueue.OUTPUTS, Shard.ALL), 10)).hasSize(10);
    }

    @Test
    void a_row_that_is_released_inside_a_claimed_range_waits_for_its_end() {
        fixture.work.write(handle -> handle.execute("update workunit set file_delete_state = 0 where id = 3"));
        DeletionClaims one = claims(DeletionQueue.INPUTS, Shard.ALL);
        DeletionClaims.Claim claim = one.take(9).orElseThrow();
        fixture.work.write(handle -> handle.execute("update workunit set file_delete_state = 1 where id = 3"));

        assertThat(one.take(9)).isEmpty();
        fixture.work.write(handle -> DeletionClaims.end(handle, claim));
        assertThat(rows(one, 1)).containsExactly(1L);
    }

    @Test
    void the_rows_of_a_deleter_that_fell_silent_are_taken_by_another_and_those_of_a_living_one_are_not() {
        DeletionClaims silent = claims(DeletionQueue.INPUTS, Shard.ALL);
        DeletionClaims living = claims(DeletionQueue.INPUTS, Shard.ALL);
        rows(silent, 4);
        DeletionClaims.Claim kept = living.take(4).orElseThrow();

        fixture.now.updateAndGet(now -> now.plus(DeletionClaims.LEASE));
        living.renew(kept);
        fixture.now.updateAndGet(now -> now.plusSeconds(1));

        assertThat(rows(claims(DeletionQueue.INPUTS, Shard.ALL), 10)).containsExactly(1L, 2L, 3L, 4L, 9L, 10L);
    }

    private DeletionClaims claims(DeletionQueue queue, Shard shard) {
        return new DeletionClaims(fixture.work, queue, shard, fixture.now::get);
    }

    private static List<Long> rows(DeletionClaims claims, int limit) {
        return claims.take(limit).map(DeletionClaims.Claim::rows).orElse(List.of());
    }
}
