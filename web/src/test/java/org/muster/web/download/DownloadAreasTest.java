package org.muster.web.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.config.AreaConfig;
import org.muster.common.config.DownloadsConfig;
import org.muster.common.config.FilesConfig;
import org.muster.common.config.LayoutConfig;
import org.muster.common.daemon.DaemonState;
import org.muster.common.files.DigestFile;
import org.muster.common.files.FileDigest;
import org.muster.web.RunningWeb;

/** Files in several areas and layouts, and files that are not what was recorded. */
final class DownloadAreasTest {
    private static final byte[] CONTENT = "a piece of sky".getBytes(UTF_8);

    @TempDir
    Path directory;

    @Test
    void a_file_is_served_from_whichever_area_it_lies_in() throws IOException {
        try (RunningWeb web = start(two())) {
            put("download/3e7/input.dat");
            put("second/1c8/wu_demo_1_0_r1_0");
            put("second/app_1.00");

            assertThat(web.bytes("download/3e7/input.dat").body()).isEqualTo(CONTENT);
            assertThat(web.bytes("download/1c8/wu_demo_1_0_r1_0").body()).isEqualTo(CONTENT);
            assertThat(web.bytes("download/app_1.00").body()).isEqualTo(CONTENT);
            assertThat(web.get("download/3e7/other.dat").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_areas_own_address_is_answered_too() throws IOException {
        try (RunningWeb web = start(two())) {
            put("second/1c8/wu_demo_1_0_r1_0");

            assertThat(web.getPath("second/files/1c8/wu_demo_1_0_r1_0").body()).isEqualTo(new String(CONTENT, UTF_8));
        }
    }

    @Test
    void while_a_disk_is_away_no_file_is_said_to_be_gone() throws IOException {
        try (RunningWeb web = start(two())) {
            put("download/3e7/input.dat");
            Files.delete(directory.resolve("second"));

            assertThat(web.get("download/1c8/wu_demo_1_0_r1_0").statusCode())
                    .as("a client gives up at 404, and comes back at 503")
                    .isEqualTo(503);
            assertThat(web.bytes("download/3e7/input.dat").body()).isEqualTo(CONTENT);
            assertThat(web.get("download/../x").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void the_address_of_one_layout_finds_the_file_in_another() throws IOException {
        UnaryOperator<FilesConfig> rehashed =
                files -> files.withLayout(new LayoutConfig(1024, 2), new LayoutConfig(1024, 1));
        try (RunningWeb web = start(rehashed)) {
            put("download/3e7/3d1/input.dat");
            put("download/3e7/3d1/input.dat.gz");
            put("download/1c8/wu_demo_1_0_r1_0");

            for (String address : List.of(
                    "3e7/input.dat",
                    "3e7/3d1/input.dat",
                    "input.dat",
                    "3e7/input.dat.gz",
                    "1c8/wu_demo_1_0_r1_0",
                    "1c8/3c9/wu_demo_1_0_r1_0",
                    "c8/wu_demo_1_0_r1_0")) {
                assertThat(web.bytes("download/" + address).body()).as(address).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void a_file_that_was_emptied_or_cut_or_changed_is_held_back_until_it_is_repaired() throws Exception {
        try (RunningWeb web = start(UnaryOperator.identity())) {
            Path emptied = record("download/3e7/input.dat");
            Path cut = record("download/1c8/wu_demo_1_0_r1_0");
            Path changed = record("download/b8/example_app_1.00_x86_64-pc-linux-gnu");
            assertThat(web.get("download/3e7/input.dat").statusCode()).isEqualTo(200);
            Files.write(emptied, new byte[0]);
            Files.write(cut, "a piece".getBytes(UTF_8));
            Files.write(changed, "a piece of pie".getBytes(UTF_8));
            Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(5)));

            for (Path file : List.of(emptied, cut, changed)) {
                String address = "download/" + web.downloads().relativize(file);
                HttpResponse<String> reply = web.get(address);
                assertThat(reply.statusCode()).as(address).isEqualTo(503);
                assertThat(reply.headers().firstValue("cache-control")).contains("no-store");
                assertThat(web.get(address, "Range", "bytes=3-").statusCode()).isEqualTo(503);
                assertThat(web.ask("HEAD", address).statusCode()).isEqualTo(503);
            }
            web.statusUntil(status -> status.state() == DaemonState.TROUBLED
                    && status.message().contains("3 files")
                    && status.message().contains("3e7/input.dat: it has 0 bytes, but 14 were recorded"));

            for (Path file : List.of(emptied, cut, changed)) {
                Files.write(file, CONTENT);
            }
            assertThat(web.bytes("download/3e7/input.dat").body())
                    .as("newer than its record, but the same bytes")
                    .isEqualTo(CONTENT);
            web.statusUntil(status -> !status.message().contains("not served"));
        }
    }

    @Test
    void a_file_of_no_bytes_that_nobody_recorded_is_not_served() throws IOException {
        try (RunningWeb web = start(UnaryOperator.identity())) {
            Files.createDirectories(directory.resolve("download/3e7"));
            Files.createFile(directory.resolve("download/3e7/input.dat"));

            assertThat(web.get("download/3e7/input.dat").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void a_compressed_twin_that_is_missing_is_not_said_to_be_gone() throws IOException {
        try (RunningWeb web = start(UnaryOperator.identity())) {
            put("download/3e7/input.dat");

            assertThat(web.get("download/3e7/input.dat.gz").statusCode())
                    .as("the client has no other address for it")
                    .isEqualTo(503);
            assertThat(web.get("download/3e7/nothing.gz").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void two_servers_give_a_file_the_same_tag_and_one_goes_on_where_the_other_stopped() throws IOException {
        Path mirror = directory.resolve("mirror");
        try (RunningWeb one = start(UnaryOperator.identity());
                RunningWeb other = RunningWeb.start(mirror, UnaryOperator.identity(), DownloadsConfig.defaults())) {
            for (String file : List.of("3e7/input.dat", "1c8/wu_demo_1_0_r1_0")) {
                Path here = put("download/" + file);
                Path there = Files.createDirectories(
                                mirror.resolve("download").resolve(file).getParent())
                        .resolve(here.getFileName());
                Files.copy(here, there);
                Files.setLastModifiedTime(there, FileTime.from(Instant.EPOCH));
            }
            DigestFile.write(directory.resolve("download/3e7/input.dat"), FileDigest.of(CONTENT));
            DigestFile.write(mirror.resolve("download/3e7/input.dat"), FileDigest.of(CONTENT));

            for (String file : List.of("download/3e7/input.dat", "download/1c8/wu_demo_1_0_r1_0")) {
                String tag = one.get(file).headers().firstValue("etag").orElseThrow();
                assertThat(other.get(file).headers().firstValue("etag")).contains(tag);
                assertThat(other.get(file, "Range", "bytes=8-", "If-Range", tag).body())
                        .isEqualTo("of sky");
            }
            assertThat(one.get("download/3e7/input.dat").headers().firstValue("etag"))
                    .contains("\"" + FileDigest.of(CONTENT).md5() + "\"");
        }
    }

    private UnaryOperator<FilesConfig> two() {
        return files -> files.withAreas(
                List.of(
                        new AreaConfig(directory.resolve("download"), null, true),
                        new AreaConfig(
                                directory.resolve("second"),
                                List.of(URI.create("http://x.invalid/second/files")),
                                true)),
                files.uploadAreas());
    }

    private RunningWeb start(UnaryOperator<FilesConfig> files) throws IOException {
        Files.createDirectories(directory.resolve("second"));
        return RunningWeb.start(directory, files, DownloadsConfig.defaults());
    }

    private Path put(String path) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, CONTENT);
    }

    private Path record(String path) throws IOException {
        Path file = put(path);
        DigestFile.write(file, FileDigest.of(CONTENT));
        return file;
    }
}
