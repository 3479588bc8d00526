package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehashTest {
    private static final Rehash.Listener QUIET = (directory, moved) -> {};

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"64,1,64,2", "64,2,64,1", "64,1,16,1", "16,1,64,1", "64,1,0,1", "8,3,64,1"})
    void every_file_comes_to_its_place_in_the_new_layout_with_what_belongs_to_it(
            int fromFanOut, int fromLevels, int toFanOut, int toLevels) throws IOException {
        FileArea before = new FileArea(directory, new FanOut(fromFanOut, fromLevels));
        FileArea after = new FileArea(directory, new FanOut(toFanOut, toLevels));
        List<String> names = names(500);
        for (String name : names) {
            store(before, name);
        }
        Files.write(before.resolve("name_1").resolveSibling("name_1.gz"), new byte[] {1});
        store(before, "standalone.gz");

        Rehash.Moved moved = rehash(before, after).run(QUIET);

        assertThat(moved.left()).isZero();
        for (String name : names) {
            assertThat(after.resolve(name)).hasContent(name);
            assertThat(DigestFile.beside(after.resolve(name))).exists();
        }
        assertThat(after.resolve("name_1").resolveSibling("name_1.gz")).exists();
        assertThat(after.resolve("standalone.gz")).exists();
        assertThat(files()).hasSize(500 * 2 + 1 + 2);
        assertThat(rehash(before, after).run(QUIET).moved())
                .as("nothing is left to do")
                .isZero();
    }

    @Test
    void what_is_unfinished_or_strange_or_in_the_way_stays_where_it_is() throws IOException {
        FileArea before = new FileArea(directory, new FanOut(64, 1));
        FileArea after = new FileArea(directory, new FanOut(64, 2));
        store(before, "good");
        store(before, "conflict");
        Files.createDirectories(after.resolve("conflict").getParent());
        Files.writeString(after.resolve("conflict"), "something else");
        Path hidden = Files.writeString(before.resolve("good").resolveSibling(".part-1"), "half");
        Path partial = Files.writeString(
                Files.createDirectories(directory.resolve(".partial/1")).resolve("x"), "half");
        Path application = Files.writeString(directory.resolve("app_1.00"), "program");
        Path elsewhere = Files.writeString(
                Files.createDirectories(directory.resolve("notes")).resolve("read.me"), "?");
        Path strange = before.resolve("good").resolveSibling("strange");
        Files.writeString(strange, "by hand");

        assertThat(rehash(before, after).run(QUIET)).isEqualTo(new Rehash.Moved(1, 2));

        assertThat(after.resolve("good")).hasContent("good");
        assertThat(after.resolve("conflict")).hasContent("something else");
        assertThat(before.resolve("conflict")).hasContent("conflict");
        assertThat(List.of(hidden, partial, application, elsewhere, strange)).allMatch(Files::exists);
    }

    @Test
    void killed_at_any_step_it_loses_nothing_and_the_next_run_finishes() throws IOException {
        FileArea before = new FileArea(directory, new FanOut(4, 1));
        FileArea after = new FileArea(directory, new FanOut(4, 2));
        List<String> names = names(12);
        Random random = new Random(20);
        for (int round = 0; round < 60; round++) {
            for (String name : names) {
                store(before, name);
            }
            leaveHalfDone(before, after, names, random);

            rehash(before, after).run(QUIET);

            for (String name : names) {
                assertThat(after.resolve(name)).hasContent(name);
                assertThat(DigestFile.beside(after.resolve(name))).exists();
            }
            assertThat(files()).as("round " + round).hasSize(24);
            for (Path file : files()) {
                Files.delete(file);
            }
        }
    }

    /** What a kill leaves: of each file some of the steps done, in their order. */
    private static void leaveHalfDone(FileArea before, FileArea after, List<String> names, Random random)
            throws IOException {
        for (String name : names) {
            Path from = before.resolve(name);
            Path to = after.resolve(name);
            Files.createDirectories(to.getParent());
            int steps = random.nextInt(5);
            if (steps > 0) {
                Files.createLink(DigestFile.beside(to), DigestFile.beside(from));
            }
            if (steps > 1) {
                Files.createLink(to, from);
            }
            if (steps > 2) {
                Files.delete(from);
            }
            if (steps > 3) {
                Files.delete(DigestFile.beside(from));
            }
        }
    }

    @Test
    void readers_miss_no_file_and_the_deleter_leaves_none_while_files_move() throws Exception {
        FanOut one = new FanOut(16, 1);
        FanOut two = new FanOut(16, 2);
        List<String> names = names(400);
        List<String> doomed =
                IntStream.range(0, 200).mapToObj(i -> "doomed_" + i).toList();
        for (String name : names) {
            store(new FileArea(directory, one), name);
        }
        for (String name : doomed) {
            store(new FileArea(directory, one), name);
        }
        FileAreas forth = areas(two, one);
        FileAreas back = areas(one, two);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        ConcurrentSkipListSet<String> missed = new ConcurrentSkipListSet<>();
        List<String> undeleted = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                FileAreas areas = reader == 0 ? forth : back;
                running.add(threads.submit(() -> {
                    while (!stop.get()) {
                        for (String name : names) {
                            reads.incrementAndGet();
                            if (areas.find(name).isEmpty()) {
                                missed.add(name);
                            }
                        }
                    }
                    return null;
                }));
            }
            Future<?> deleter = threads.submit(() -> {
                for (String name : doomed) {
                    if (forth.delete(name) == Deletion.FAILED) {
                        undeleted.add(name);
                    }
                    Files.deleteIfExists(DigestFile.beside(new FileArea(directory, one).resolve(name)));
                    Files.deleteIfExists(DigestFile.beside(new FileArea(directory, two).resolve(name)));
                    Thread.yield();
                }
                return null;
            });
            new Rehash(forth.members().getFirst(), true).run(QUIET);
            deleter.get();
            int moves = 1;
            while (moves < 8) {
                new Rehash((moves % 2 == 0 ? forth : back).members().getFirst(), true).run(QUIET);
                moves++;
            }
            stop.set(true);
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(missed).isEmpty();
        assertThat(undeleted).isEmpty();
        assertThat(reads.get()).isGreaterThan(400);
        assertThat(doomed).noneMatch(name -> forth.find(name).isPresent());
        assertThat(files().stream().map(path -> path.getFileName().toString()))
                .filteredOn(name -> !name.endsWith(DigestFile.SUFFIX))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void a_file_goes_to_another_directory_with_what_belongs_to_it() throws IOException {
        Path from = Files.createDirectories(directory.resolve("a")).resolve("x");
        Path to = directory.resolve("b/c/x");
        Files.writeString(from, "content");
        DigestFile.write(from, FileDigest.of("content".getBytes(UTF_8)));

        assertThat(FileMove.appear(from, to)).isEqualTo(FileMove.Appearance.DONE);
        assertThat(from).exists();
        FileMove.disappear(from);

        assertThat(to).hasContent("content");
        assertThat(DigestFile.recorded(to).orElseThrow().changedSince()).isFalse();
        assertThat(directory.resolve("a")).isEmptyDirectory();
        assertThat(FileMove.appear(from, directory.resolve("d/x"))).isEqualTo(FileMove.Appearance.GONE);
        assertThat(directory.resolve("d")).isEmptyDirectory();
    }

    @Test
    void an_area_with_one_layout_or_with_files_that_cannot_be_told_apart_is_refused() {
        FileArea area = new FileArea(directory, FanOut.STANDARD);
        assertThatThrownBy(() -> new Rehash(new FileAreas.Member(area, Optional.empty(), true), true))
                .hasMessageContaining("otherLayout");
        assertThatThrownBy(() -> new Rehash(new FileAreas.Member(area, Optional.of(FanOut.FLAT), true), true))
                .hasMessageContaining("cannot be told");
    }

    private Rehash rehash(FileArea before, FileArea after) {
        return new Rehash(
                areas(after.fanOut(), before.fanOut()).members().getFirst(),
                before.fanOut().directories() == 0);
    }

    private FileAreas areas(FanOut present, FanOut other) {
        return new FileAreas(List.of(new FileAreas.Member(new FileArea(directory, present), Optional.of(other), true)));
    }

    private static void store(FileArea area, String name) throws IOException {
        Path file = area.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        DigestFile.write(file, FileDigest.of(name.getBytes(UTF_8)));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "name_" + i).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".moving"))
                    .toList();
        }
    }
}
