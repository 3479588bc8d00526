package org.muster.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.common.files.DiskWatch.Watched;

class DiskWatchTest {
    private static final DiskWatermarks MARKS = new DiskWatermarks(80, 90, 95);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 79.9, NORMAL",
        "NORMAL, 80, NORMAL",
        "NORMAL, 89.9, NORMAL",
        "NORMAL, 90, HIGH",
        "NORMAL, 94.9, HIGH",
        "NORMAL, 95, CRITICAL",
        "NORMAL, 100, CRITICAL",
        "HIGH, 79.9, NORMAL",
        "HIGH, 80, HIGH",
        "HIGH, 89.9, HIGH",
        "HIGH, 94.9, HIGH",
        "HIGH, 95, CRITICAL",
        "CRITICAL, 79.9, NORMAL",
        "CRITICAL, 80, CRITICAL",
        "CRITICAL, 94, CRITICAL",
        "CRITICAL, 100, CRITICAL",
    })
    void a_level_rises_at_the_marks_and_falls_only_below_the_lowest(
            DiskLevel before, double usedPercent, DiskLevel after) {
        assertThat(MARKS.level(before, usedPercent)).isEqualTo(after);
    }

    @Test
    void the_fullest_disk_counts_and_the_reason_names_it() throws IOException {
        Path download = Files.createDirectory(directory.resolve("download"));
        Path upload = Files.createDirectory(directory.resolve("upload"));
        Map<Path, DiskUse> use = new HashMap<>(Map.of(download, new DiskUse(92, 8), upload, new DiskUse(50, 50)));
        DiskWatch watch = new DiskWatch(
                MARKS, List.of(new Watched("download area", download), new Watched("upload area", upload)), use::get);

        assertThat(watch.look())
                .isEqualTo(new DiskWatch.Finding(
                        DiskLevel.HIGH, "the disk of the download area is 92.0 % full, going on below 80.0 %"));

        use.put(upload, new DiskUse(97, 3));
        assertThat(watch.look().level()).isEqualTo(DiskLevel.CRITICAL);
        assertThat(watch.look().reason()).contains("upload area is 97.0 %");

        use.put(upload, new DiskUse(70, 30));
        use.put(download, new DiskUse(85, 15));
        assertThat(watch.look().level()).as("between the marks").isEqualTo(DiskLevel.HIGH);

        use.put(download, new DiskUse(79, 21));
        assertThat(watch.look()).isEqualTo(DiskWatch.Finding.NORMAL);
    }

    @Test
    void only_areas_that_take_new_files_and_are_there_are_watched() throws IOException {
        FileAreas areas = new FileAreas(List.of(member("closed", false), member("open", true), member("away", true)));
        Files.createDirectory(directory.resolve("closed"));
        Files.createDirectory(directory.resolve("open"));
        List<Watched> watched = Watched.open("upload area", areas);

        assertThat(watched).extracting(Watched::title).containsExactly("upload area 2", "upload area 3");
        DiskWatch watch = new DiskWatch(MARKS, watched, path -> new DiskUse(99, 1));
        assertThat(watch.look().reason()).contains("upload area 2 is 99.0 %");
    }

    @Test
    void a_real_disk_is_somewhere_between_empty_and_full() throws IOException {
        DiskUse use = DiskUse.of(Files.getFileStore(directory));

        assertThat(use.usedPercent()).isBetween(0.0, 100.0);
        assertThat(use.usableBytes()).isPositive();
        assertThat(new DiskWatch(new DiskWatermarks(100, 100, 100), List.of(new Watched("x", directory)))
                        .look()
                        .level())
                .isEqualTo(use.usableBytes() == 0 ? DiskLevel.CRITICAL : DiskLevel.NORMAL);
    }

    @Test
    void marks_out_of_order_are_refused() {
        assertThatThrownBy(() -> new DiskWatermarks(90, 80, 95)).hasMessageContaining("90.0, 80.0, 95.0");
    }

    private FileAreas.Member member(String name, boolean open) {
        return new FileAreas.Member(new FileArea(directory.resolve(name), FanOut.STANDARD), Optional.empty(), open);
    }
}
