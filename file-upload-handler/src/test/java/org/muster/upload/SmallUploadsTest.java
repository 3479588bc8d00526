package org.muster.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.common.files.FanOut;
import org.muster.common.files.FileArea;
import org.muster.common.files.FileDigest;
import org.muster.common.files.StoredFile;
import org.muster.upload.RecordingDisk.Event;

class SmallUploadsTest {
    private static final String NAME = "wu_demo_1_0_r1_0";

    @TempDir
    Path project;

    private final RecordingDisk disk = new RecordingDisk(new LocalDisk());
    private UploadServer server;

    @BeforeEach
    void start() throws IOException {
        server = new UploadServer(project, true, disk);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_small_file_that_comes_whole_is_written_once_and_forced_before_it_gets_its_name() throws IOException {
        byte[] data = content(SmallUploads.LARGEST);

        assertThat(server.client().upload(header(data), data).status()).isZero();

        assertThat(server.finished(NAME)).hasBinaryContent(data);
        List<Event> events = disk.events();
        int written = first(events, Event.Written.class);
        int forced = first(events, Event.Forced.class);
        int moved = first(events, Event.Moved.class);
        assertThat(written).isLessThan(forced);
        assertThat(forced).isLessThan(moved);
        assertThat(events.get(events.size() - 1)).isInstanceOf(Event.SyncedDirectory.class);
        assertThat(isArriving(((Event.Moved) events.get(moved)).from())).isTrue();
        assertThat(events).filteredOn(Event.Opened.class::isInstance).hasSize(1);
        assertThat(arriving()).isEmpty();
    }

    @Test
    void a_larger_file_is_written_as_it_comes() throws IOException {
        byte[] data = content(SmallUploads.LARGEST + 1);

        assertThat(server.client().upload(header(data), data).status()).isZero();

        assertThat(server.finished(NAME)).hasBinaryContent(data);
        assertThat(opened()).noneMatch(this::isArriving);
    }

    @Test
    void what_is_spoiled_on_its_way_is_not_stored() throws IOException {
        byte[] data = content(5_000);
        UploadHeader header = header(data);
        data[77]++;

        UploadClient.Answer answer = server.client().upload(header, data);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.message()).contains("MD5");
        assertThat(server.client().size(NAME).fileSize()).isZero();
        assertThat(opened()).isEmpty();
    }

    @Test
    void a_file_that_comes_in_pieces_with_short_pauses_is_still_written_at_once() throws Exception {
        byte[] data = content(3_000);
        byte[] body = header(data).with(data);
        try (Socket socket = server.client().connect()) {
            socket.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            for (int from = 0; from < body.length; from += 500) {
                socket.getOutputStream().write(body, from, Math.min(500, body.length - from));
                socket.getOutputStream().flush();
                Thread.sleep(20);
            }
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isZero();
        }

        assertThat(server.finished(NAME)).hasBinaryContent(data);
        assertThat(opened()).hasSize(1).allMatch(this::isArriving);
    }

    @Test
    void of_a_sender_that_stops_what_came_is_kept_and_the_rest_is_taken_when_it_comes() throws Exception {
        byte[] data = content(3_000);
        byte[] body = header(data).with(data);
        Path partial = server.area.partial().resolve(NAME);
        try (Socket socket = server.client().connect()) {
            socket.getOutputStream().write(UploadClient.head(body.length).getBytes(US_ASCII));
            socket.getOutputStream().write(body, 0, body.length - 1_000);
            socket.getOutputStream().flush();
            await(() -> partial.toFile().length() == 2_000);
            assertThat(partial).hasBinaryContent(Arrays.copyOf(data, 2_000));

            socket.getOutputStream().write(body, body.length - 1_000, 1_000);
            socket.getOutputStream().flush();
            assertThat(UploadClient.answer(socket.getInputStream()).status()).isZero();
        }

        assertThat(server.finished(NAME)).hasBinaryContent(data);
    }

    @Test
    void where_it_cannot_be_written_at_once_it_is_written_as_any_other() throws IOException {
        byte[] data = content(3_000);
        Files.delete(server.area.arrivals().root());
        Files.writeString(server.area.arrivals().root(), "in the way");

        assertThat(server.client().upload(header(data), data).status()).isZero();

        assertThat(server.finished(NAME)).hasBinaryContent(data);
    }

    @Test
    void files_that_come_together_begin_together_and_each_has_a_name_of_its_own() throws IOException {
        Arrivals arrivals = new Arrivals(project.resolve("arrivals"), () -> Instant.ofEpochSecond(1024 + 26));
        Arrivals others = new Arrivals(project.resolve("arrivals"), () -> Instant.ofEpochSecond(27));

        List<Path> together = List.of(arrivals.next(disk), arrivals.next(disk));

        assertThat(together)
                .doesNotHaveDuplicates()
                .allMatch(path -> path.getParent().endsWith("1a"));
        assertThat(others.next(disk).getParent()).endsWith(Path.of("1b")).isDirectory();
    }

    private static int first(List<Event> events, Class<? extends Event> kind) {
        return events.indexOf(
                events.stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    private List<Path> opened() {
        return disk.events().stream()
                .filter(Event.Opened.class::isInstance)
                .map(event -> ((Event.Opened) event).path())
                .toList();
    }

    private boolean isArriving(Path path) {
        return path.startsWith(server.area.arrivals().root());
    }

    private List<StoredFile> arriving() throws IOException {
        return new FileArea(server.area.arrivals().root(), FanOut.STANDARD).list();
    }

    private UploadHeader header(byte[] data) {
        return server.header(NAME, data.length).md5(FileDigest.of(data).md5());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(10);
        }
    }

    private static byte[] content(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }
}
