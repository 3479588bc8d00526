package org.muster.filedeleter.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileAreas;
import org.muster.common.store.Database;
import org.muster.common.testing.WorkFixture;
import org.muster.filedeleter.reference.ReferenceCatalogue;
import org.muster.filedeleter.reference.SharedInputs;

/** Areas full of files and the rows that want some of them. Its clock is a hundred days ahead, so what is put now is old. */
final class SweepFixture {

    static final Duration GRACE = Duration.ofDays(32);
    static final Duration BETWEEN = Duration.ofHours(24);

    final Database work;
    final FileArea downloads;
    final FileArea uploads;
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now().plus(Duration.ofDays(100)));

    SweepFixture(Database work, Path directory, FanOut fanOut) throws IOException {
        this.work = work;
        this.downloads = new FileArea(Files.createDirectories(directory.resolve("download")), fanOut);
        this.uploads = new FileArea(Files.createDirectories(directory.resolve("upload")), fanOut);
    }

    SweepPass uploads(String holder, boolean remove) {
        return pass(holder, SweptArea.of("uploads", FileAreas.of(uploads), new WantedUploads(work), remove));
    }

    SweepPass downloads(String holder, boolean remove) {
        Wanted wanted = new WantedDownloads(work, new ReferenceCatalogue(work, now::get, 100), new SharedInputs(work));
        return pass(holder, SweptArea.of("downloads", FileAreas.of(downloads), wanted, remove));
    }

    /** Sweeps a piece of the upload area without asking who else does. */
    Findings sweepUploads(List<Path> paths) throws IOException {
        SweptArea area = SweptArea.of("uploads", FileAreas.of(uploads), new WantedUploads(work), true)
                .getFirst();
        return new Sweeper(GRACE, Pace.of(100), now::get).sweep(area, paths);
    }

    private SweepPass pass(String holder, List<SweptArea> areas) {
        Sweeper sweeper = new Sweeper(GRACE, Pace.of(100), now::get);
        return new SweepPass(
                work, areas, sweeper, new WalkLedger(work, now::get, holder), new SweepPass.Timing(BETWEEN, now::get));
    }

    /** Runs passes until nothing is due; returns how many files were removed. */
    static int all(SweepPass pass) throws IOException {
        int removed = 0;
        for (var outcome = pass.run(); outcome.more(); outcome = pass.run()) {
            removed += outcome.handled();
        }
        return removed;
    }

    /** A result with a document that names these files. */
    long result(String name, int fileDeleteState, String... files) {
        String document = String.join(
                "",
                Stream.of(files)
                        .map(file -> "<file_info>\n<name>" + file + "</name>\n</file_info>\n")
                        .toList());
        return work.transact(handle -> WorkFixture.result(
                handle,
                1,
                1,
                name,
                5,
                Map.of("file_delete_state", fileDeleteState, "xml_doc_in", document.getBytes(UTF_8))));
    }

    /** A file of the upload area, old enough. */
    Path uploaded(String name) {
        return put(uploads.resolve(name));
    }

    /** A file of the download area, old enough. */
    Path staged(String name) {
        return put(downloads.resolve(name));
    }

    static Path put(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, "content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file as old as this. */
    void aged(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(now.get().minus(age)));
    }

    static List<String> left(FileArea area) throws IOException {
        try (Stream<Path> all = Files.walk(area.root())) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** The report as {@code verdict age: files removed}. */
    List<String> report() {
        return work.read(FindingRows::report).stream()
                .map(line -> line.verdict() + " " + line.ageDays() + ": "
                        + line.count().files() + " " + line.count().removed())
                .toList();
    }
}
