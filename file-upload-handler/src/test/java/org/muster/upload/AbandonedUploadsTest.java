package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;

class AbandonedUploadsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration KEEP = Duration.ofDays(14);

    @TempDir
    Path directory;

    private UploadArea area;
    private AbandonedUploads sweep;
    private final UploadTurns turns = new UploadTurns();

    @BeforeEach
    void open() {
        UploadAreas areas = new UploadAreas(FileAreas.of(new FileArea(directory, FanOut.STANDARD)), 0);
        area = areas.all().getFirst();
        Disk disk = new LocalDisk();
        FileContest contest = new FileContest(
                turns,
                new Claims(areas.all(), turns, InstantSource.fixed(NOW)),
                new UploadStore(disk, new GroupedSyncs(disk, 1)),
                Duration.ZERO);
        sweep = new AbandonedUploads(areas, contest, disk, InstantSource.fixed(NOW), KEEP);
    }

    @Test
    void only_unfinished_files_that_nobody_touched_for_long_are_removed() throws IOException {
        unfinished("old", NOW.minus(KEEP).minusSeconds(1), false);
        unfinished("old_and_nearly_done", NOW.minus(KEEP).minusSeconds(1), true);
        unfinished("young", NOW.minus(KEEP).plusSeconds(1), false);
        area.finished().write("finished", out -> out.write(1));
        Files.setLastModifiedTime(area.finished().resolve("finished"), FileTime.from(Instant.EPOCH));

        assertThat(sweep.run().handled()).isEqualTo(2);

        assertThat(area.hasUnfinished("old")).isFalse();
        assertThat(area.hasUnfinished("old_and_nearly_done")).isFalse();
        assertThat(area.hasUnfinished("young")).isTrue();
        assertThat(area.finished().resolve("finished")).hasSize(1);
        assertThat(sweep.run().handled()).isZero();
    }

    @Test
    void an_upload_that_is_going_on_is_left_alone() throws IOException {
        unfinished("old", Instant.EPOCH, false);

        try (UploadTurns.Turn turn = turns.tryTake("old").orElseThrow()) {
            assertThat(turn).isNotNull();
            assertThat(sweep.run().handled()).isZero();
        }
        try (PartialFile elsewhere = UploadServer.openIn(area, "old").orElseThrow()) {
            assertThat(elsewhere.size()).isEqualTo(4);
            assertThat(sweep.run().handled()).isZero();
        }

        assertThat(sweep.run().handled()).isEqualTo(1);
    }

    @Test
    void what_a_dead_handler_was_writing_is_removed_at_once_and_what_is_being_written_is_not() throws IOException {
        Disk disk = new LocalDisk();
        Arrivals others = new Arrivals(area.arrivals().root(), InstantSource.system());
        Path left = others.next(disk);
        Files.writeString(left, "half");
        Path own = area.arrivals().next(disk);
        Files.writeString(own, "half");
        Path written = others.next(disk);
        try (Disk.OpenFile open = disk.open(written, true).orElseThrow()) {
            assertThat(open.size()).isZero();
            assertThat(sweep.run().handled()).isEqualTo(1);
        }

        assertThat(left).doesNotExist();
        assertThat(own).exists();
        assertThat(written).exists();
    }

    private void unfinished(String name, Instant touched, boolean finishing) throws IOException {
        try (PartialFile file = UploadServer.openIn(area, name).orElseThrow()) {
            file.write(ByteBuffer.wrap("half".getBytes(US_ASCII)), 0);
            if (finishing) {
                file.beginFinishing();
            }
        }
        Path path = (finishing ? area.finishing() : area.partial()).resolve(name);
        Files.setLastModifiedTime(path, FileTime.from(touched));
    }
}
