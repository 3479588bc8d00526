package org.muster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    private final AtomicLong free = new AtomicLong(1000);
    private final DiskRoom room = new DiskRoom(free::get, 100);

    @Test
    void what_open_uploads_have_declared_is_kept_for_them_until_it_is_written() throws IOException {
        DiskRoom.Reservation first = room.reserve(600).orElseThrow();
        assertThat(room.reserve(301)).isEmpty();
        DiskRoom.Reservation second = room.reserve(300).orElseThrow();

        first.written(500);
        free.addAndGet(-500);
        assertThat(room.reserved()).isEqualTo(400);
        assertThat(room.reserve(1)).isEmpty();

        second.close();
        assertThat(room.reserve(300)).isPresent();
    }

    @Test
    void what_an_upload_that_broke_off_had_not_written_is_given_back_once() throws IOException {
        DiskRoom.Reservation broken = room.reserve(900).orElseThrow();
        broken.written(200);
        broken.close();
        broken.close();

        assertThat(room.reserved()).isZero();
        broken.written(50);
        assertThat(room.reserved()).isZero();
    }

    @Test
    void space_that_others_take_is_missed_and_a_file_that_needs_none_always_has_it() throws IOException {
        free.set(50);

        assertThat(room.reserve(1)).isEmpty();
        assertThat(room.hasRoomFor(1)).isFalse();
        assertThat(room.reserve(0)).isPresent();
    }

    @Test
    void room_is_scarce_when_most_of_it_is_set_aside() throws IOException {
        Optional<DiskRoom.Reservation> most = room.reserve(700);
        assertThat(room.isScarce()).isTrue();

        most.orElseThrow().written(200);
        assertThat(room.isScarce()).as("500 of 900 are set aside").isFalse();
        most.orElseThrow().close();
        assertThat(room.isScarce()).isFalse();
    }
}
