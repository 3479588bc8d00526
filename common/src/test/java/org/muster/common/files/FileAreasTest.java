package org.muster.common.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAreasTest {
    private static final List<String> NAMES =
            IntStream.range(0, 1000).mapToObj(i -> "input_" + i).toList();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"a,0 1,0 2 1", "b,0 1,2 0 1", "c,0 1,0 1 2", "d,1 0,2 1 0", "e,1 0,1 2 0"})
    void the_order_of_a_name_is_the_documented_one(String name, String ofTwo, String ofThree) {
        assertThat(AreaOrder.of(name, 1)).containsExactly(0);
        assertThat(AreaOrder.of(name, 2)).isEqualTo(numbers(ofTwo));
        assertThat(AreaOrder.of(name, 3)).isEqualTo(numbers(ofThree));
    }

    @Test
    void new_files_spread_over_the_open_areas_and_are_found_again() throws IOException {
        FileAreas areas = areas(3);
        for (String name : NAMES) {
            areas.write(name, out -> out.write(name.getBytes(UTF_8)));
        }
        for (FileAreas.Member member : areas.members()) {
            assertThat((double) member.area().list().size()).isCloseTo(1000 / 3.0, within(70.0));
        }
        for (String name : NAMES) {
            assertThat(areas.find(name))
                    .hasValueSatisfying(path -> assertThat(path).hasContent(name));
        }
    }

    @Test
    void an_area_is_added_without_moving_a_file() throws IOException {
        FileAreas two = areas(2);
        for (String name : NAMES) {
            two.write(name, out -> out.write(name.getBytes(UTF_8)));
        }
        FileAreas three = areas(3);

        for (String name : NAMES) {
            Path before = two.find(name).orElseThrow();
            assertThat(three.find(name)).contains(before);
            assertThat(three.target(name)).as("it is written where it is").isEqualTo(before);
        }
        long toTheNewOne = NAMES.stream()
                .filter(name -> three.inOrder(name + "x")
                        .getFirst()
                        .equals(three.members().get(2)))
                .count();
        assertThat((double) toTheNewOne).isCloseTo(1000 / 3.0, within(70.0));
    }

    @Test
    void a_closed_area_takes_no_new_file_but_its_files_are_found_and_deleted() throws IOException {
        FileAreas open = areas(2);
        String name = nameFor(open, 0);
        open.write(name, out -> out.write(1));
        FileAreas closed = new FileAreas(List.of(
                new FileAreas.Member(open.members().get(0).area(), Optional.empty(), false),
                open.members().get(1)));

        assertThat(closed.find(name)).isPresent();
        for (String fresh : NAMES) {
            assertThat(closed.areaForNew(fresh).root()).isEqualTo(directory.resolve("1"));
        }
        assertThat(closed.delete(name)).isEqualTo(Deletion.DELETED);
        assertThat(closed.delete(name)).isEqualTo(Deletion.ALREADY_GONE);
    }

    @Test
    void a_file_that_lies_in_two_areas_is_deleted_from_both() throws IOException {
        FileAreas areas = areas(2);
        for (FileAreas.Member member : areas.members()) {
            member.area().write("twice", out -> out.write(1));
        }
        assertThat(areas.delete("twice")).isEqualTo(Deletion.DELETED);
        assertThat(areas.places("twice")).hasSize(2).noneMatch(Files::exists);
    }

    @Test
    void a_disk_that_is_away_is_named_and_takes_no_new_file() throws IOException {
        FileAreas areas = areas(2);
        Files.delete(directory.resolve("0"));

        assertThat(areas.away()).containsExactly(directory.resolve("0"));
        assertThatThrownBy(areas::requireAll).isInstanceOf(IOException.class).hasMessageContaining("is not there");
        for (String name : NAMES) {
            assertThat(areas.areaForNew(name).root()).isEqualTo(directory.resolve("1"));
        }
        Files.delete(directory.resolve("1"));
        assertThatThrownBy(() -> areas.target("x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mounted");
        assertThatThrownBy(areas::usableSpace).isInstanceOf(IOException.class).hasMessageContaining("mounted");
    }

    @Test
    void a_file_is_found_in_either_layout_and_deleted_from_both() throws IOException {
        FanOut former = FanOut.STANDARD;
        FanOut present = new FanOut(1024, 2);
        Path root = directory.resolve("area");
        FileAreas areas =
                new FileAreas(List.of(new FileAreas.Member(new FileArea(root, present), Optional.of(former), true)));
        new FileArea(root, former).write("input.dat", out -> out.write(1));

        assertThat(areas.find("input.dat")).contains(root.resolve("3e7/input.dat"));
        assertThat(areas.target("input.dat")).isEqualTo(root.resolve("3e7/input.dat"));
        new FileArea(root, present).write("input.dat", out -> out.write(1));
        assertThat(areas.find("input.dat")).contains(root.resolve("3e7/3d1/input.dat"));
        assertThat(areas.places("input.dat"))
                .containsExactly(root.resolve("3e7/input.dat"), root.resolve("3e7/3d1/input.dat"));
        assertThat(areas.delete("input.dat")).isEqualTo(Deletion.DELETED);
        assertThat(areas.find("input.dat")).isEmpty();
    }

    @Test
    void an_input_file_is_staged_with_its_record_and_compressed_beside_itself_and_goes_with_both() throws IOException {
        FileAreas areas = areas(2);
        byte[] content = new byte[10_000];
        FileDigest digest = areas.stage("input.dat", out -> out.write(content));
        long gzipped = areas.compress("input.dat");

        Path file = areas.find("input.dat").orElseThrow();
        assertThat(DigestFile.read(file)).contains(digest).contains(FileDigest.of(content));
        Path twin = file.resolveSibling("input.dat.gz");
        assertThat(Files.size(twin)).isEqualTo(gzipped).isLessThan(1000);
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(twin))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(content);
        }
        assertThat(areas.compress("input.dat")).as("again").isEqualTo(gzipped);
        assertThatThrownBy(() -> areas.compress("other.dat")).isInstanceOf(NoSuchFileException.class);

        assertThat(areas.unstage("input.dat")).isEqualTo(Deletion.DELETED);
        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void one_directory_cannot_be_two_areas() {
        FileAreas.Member member =
                new FileAreas.Member(new FileArea(directory, FanOut.STANDARD), Optional.empty(), true);

        assertThatThrownBy(() -> new FileAreas(List.of(member, member))).hasMessageContaining("directory of its own");
        assertThatThrownBy(() -> new FileAreas(List.of())).hasMessageContaining("at least");
    }

    @Test
    void an_illegal_name_is_nowhere() {
        FileAreas areas = areas(2);

        assertThat(areas.find("../x")).isEmpty();
        assertThat(areas.delete("../x")).isEqualTo(Deletion.ALREADY_GONE);
        assertThatThrownBy(() -> areas.target("../x")).isInstanceOf(IllegalFileNameException.class);
    }

    private FileAreas areas(int count) {
        return new FileAreas(IntStream.range(0, count)
                .mapToObj(i -> directory.resolve(Integer.toString(i)))
                .peek(root -> assertThat(
                                root.toFile().isDirectory() || root.toFile().mkdirs())
                        .isTrue())
                .map(root -> new FileAreas.Member(new FileArea(root, FanOut.STANDARD), Optional.empty(), true))
                .toList());
    }

    private static String nameFor(FileAreas areas, int member) {
        return NAMES.stream()
                .filter(name ->
                        areas.inOrder(name).getFirst().equals(areas.members().get(member)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> numbers(String text) {
        return List.of(text.split(" ")).stream().map(Integer::valueOf).toList();
    }
}
