package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FileMove.Appearance;
import org.muster.common.testing.OtherDevice;

/** Files that move between two devices. */
class FileMoveTest {
    private static final String CONTENT = "a piece of sky";

    @TempDir
    Path here;

    private OtherDevice there;

    @BeforeEach
    void another_device() throws IOException {
        there = OtherDevice.than(here);
    }

    @AfterEach
    void clean() throws IOException {
        there.close();
    }

    @Test
    void a_file_comes_to_another_device_whole_with_what_belongs_to_it_and_its_times() throws IOException {
        Path from = staged("x");
        Files.writeString(from.resolveSibling("x.gz"), "twin");
        Files.setLastModifiedTime(from, FileTime.from(Instant.ofEpochSecond(1_000_000)));
        Path to = there.directory().resolve("3e7/x");

        assertThat(FileMove.appear(from, to)).isEqualTo(Appearance.DONE);
        assertThat(from).hasContent(CONTENT);
        FileMove.disappear(from);

        assertThat(to).hasContent(CONTENT);
        assertThat(to.resolveSibling("x.gz")).hasContent("twin");
        assertThat(Files.getLastModifiedTime(to).toInstant()).isEqualTo(Instant.ofEpochSecond(1_000_000));
        assertThat(DigestFile.recorded(to).orElseThrow().changedSince()).isFalse();
        assertThat(files(here)).isEmpty();
        assertThat(files(there.directory())).hasSize(3);
    }

    @Test
    void companions_that_a_killed_mover_left_behind_are_cleared_away_and_those_of_a_file_that_stayed_are_not()
            throws IOException {
        Path from = staged("x");
        Files.writeString(from.resolveSibling("x.gz"), "twin");
        Path to = there.directory().resolve("3e7/x");
        FileMove.appear(from, to);

        FileMove.clearAway(from, to);
        assertThat(files(here)).as("the file has not disappeared yet").hasSize(3);

        Files.delete(from);
        FileMove.clearAway(from, to);
        assertThat(files(here)).isEmpty();
        assertThat(files(there.directory())).hasSize(3);
    }

    @Test
    void a_file_that_is_not_what_was_recorded_is_not_copied() throws IOException {
        Path from = staged("x");
        Files.writeString(from, "a piece of pie");
        Path to = there.directory().resolve("x");

        Appearance appearance = FileMove.appear(from, to);

        if (areTwoDevices()) {
            assertThat(appearance).isEqualTo(Appearance.SPOILED);
            assertThat(files(there.directory())).isEmpty();
        }
        assertThat(from).hasContent("a piece of pie");
    }

    @Test
    void a_file_that_is_at_both_places_after_a_kill_is_finished_and_another_one_is_left() throws IOException {
        Path from = staged("x");
        Path to = there.directory().resolve("x");
        assertThat(FileMove.appear(from, to)).isEqualTo(Appearance.DONE);

        assertThat(FileMove.appear(from, to)).isEqualTo(Appearance.DONE);

        Path other = staged("y");
        Files.writeString(there.directory().resolve("y"), "something else");
        assertThat(FileMove.appear(other, there.directory().resolve("y"))).isEqualTo(Appearance.CONFLICT);
        assertThat(other).hasContent(CONTENT);
        assertThat(there.directory().resolve("y")).hasContent("something else");
    }

    @Test
    void of_a_file_that_is_deleted_while_it_moves_nothing_stays_anywhere() throws Exception {
        FileAreas areas = areas();
        List<String> names = IntStream.range(0, 600).mapToObj(i -> "name_" + i).toList();
        List<Path> here = areas.roots();
        for (String name : names) {
            Path file = areas.members().getFirst().area().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        ConcurrentLinkedQueue<String> moved = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> mover = threads.submit(() -> {
                for (String name : names) {
                    moveOver(areas, name, 0, 1, moved);
                    moveOver(areas, name, 1, 0, moved);
                }
                return null;
            });
            Future<?> deleter = threads.submit(() -> {
                for (String name : names) {
                    assertThat(areas.delete(name)).isNotEqualTo(Deletion.FAILED);
                }
                return null;
            });
            deleter.get();
            mover.get();
        }
        assertThat(Stream.concat(files(here.get(0)).stream(), files(here.get(1)).stream()))
                .as("after a deletion of every file, of which %s were moved meanwhile", moved.size())
                .isEmpty();
    }

    @Test
    void a_file_that_moves_to_and_fro_between_devices_is_never_missed_by_who_uses_it() throws Exception {
        FileAreas areas = areas();
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "name_" + i).toList();
        for (String name : names) {
            areas.stage(name, out -> out.write(name.getBytes(UTF_8)));
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<String> wrong = new ArrayList<>();
        ConcurrentLinkedQueue<String> moved = new ConcurrentLinkedQueue<>();
        long reads = 0;
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> mover = threads.submit(() -> {
                while (!stop.get()) {
                    for (int way = 0; way < 2; way++) {
                        for (String name : names) {
                            moveOver(areas, name, way, 1 - way, moved);
                        }
                    }
                }
                return null;
            });
            while (moved.size() < 300) {
                for (String name : names) {
                    Optional<String> read = areas.use(name, Files::readString);
                    reads++;
                    if (!read.equals(Optional.of(name))) {
                        wrong.add(name + ": " + read);
                    }
                }
            }
            stop.set(true);
            mover.get();
        }
        assertThat(wrong).isEmpty();
        assertThat(reads).isGreaterThan(names.size());
    }

    @Test
    void one_process_at_a_time_moves_files_of_an_area() throws IOException {
        Path other = there.directory();
        try (MoveLock lock = MoveLock.of(List.of(here, other))) {
            assertThatThrownBy(() -> MoveLock.of(List.of(other)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(other.toString())
                    .hasMessageContaining("wait");
        }
        MoveLock.of(List.of(other, here)).close();
    }

    private static void moveOver(FileAreas areas, String name, int from, int to, ConcurrentLinkedQueue<String> moved)
            throws IOException {
        Path old = areas.members().get(from).area().resolve(name);
        if (Files.exists(old)
                && FileMove.appear(old, areas.members().get(to).area().resolve(name)) == Appearance.DONE) {
            FileMove.disappear(old);
            moved.add(name);
        }
    }

    private FileAreas areas() throws IOException {
        Path one = Files.createDirectories(here.resolve("one"));
        return new FileAreas(Stream.of(one, there.directory())
                .map(root -> new FileAreas.Member(new FileArea(root, new FanOut(4)), Optional.empty(), true))
                .toList());
    }

    private boolean areTwoDevices() throws IOException {
        return !Files.getFileStore(here).equals(Files.getFileStore(there.directory()));
    }

    private Path staged(String name) throws IOException {
        Path file = here.resolve(name);
        Files.writeString(file, CONTENT);
        DigestFile.write(file, FileDigest.of(CONTENT.getBytes(UTF_8)));
        return file;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
